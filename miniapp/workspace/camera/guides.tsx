/** Line drawings of what belongs into the picture. */

/** A shop seen from across the street: signboard, window, the whole door frame. */
export function StorefrontGuide() {
  return (
    <svg viewBox="0 0 280 210" fill="none" stroke="currentColor" strokeWidth="3" aria-hidden="true">
      <g strokeLinecap="round" strokeWidth="4">
        <path d="M4 34V4h30M246 4h30v30M276 176v30h-30M34 206H4v-30" />
      </g>
      <g strokeLinejoin="round" strokeDasharray="7 6" opacity="0.9">
        <rect x="34" y="34" width="212" height="40" rx="6" />
        <rect x="50" y="92" width="104" height="62" rx="4" />
        <path d="M178 182V92h48v90" />
      </g>
      <path d="M26 182h228" opacity="0.6" />
    </svg>
  )
}

/** Material on a counter: all of it in the picture, with what stands around it. */
export function SpotGuide() {
  return (
    <svg viewBox="0 0 280 210" fill="none" stroke="currentColor" strokeWidth="3" aria-hidden="true">
      <g strokeLinecap="round" strokeWidth="4">
        <path d="M4 34V4h30M246 4h30v30M276 176v30h-30M34 206H4v-30" />
      </g>
      <g strokeLinejoin="round" strokeDasharray="7 6" opacity="0.9">
        <rect x="106" y="38" width="68" height="96" rx="8" />
        <rect x="122" y="60" width="36" height="36" rx="4" />
      </g>
      <path d="M26 146h228M48 146v38M232 146v38" opacity="0.6" />
    </svg>
  )
}
