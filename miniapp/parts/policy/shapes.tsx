/** Pieces of the drawings of right and wrong, in the colours of the theme; each stands with its foot at x, y. */

interface At {
  x: number
  y: number
}

/** A POSM on its stand: 18 wide, 26 high. */
export function Posm({ x, y, turn = 0, faded = false }: At & { turn?: number; faded?: boolean }) {
  return (
    <g
      transform={`translate(${x} ${y}) rotate(${turn})`}
      stroke="none"
      fill={faded ? 'var(--faint)' : 'var(--accent)'}
    >
      <rect x="-9" y="-26" width="18" height="26" rx="3" />
      <g fill="var(--card)">
        <rect x="-6" y="-22" width="5" height="5" rx="1" />
        <rect x="1" y="-22" width="5" height="5" rx="1" />
        <rect x="-6" y="-15" width="5" height="5" rx="1" />
        <rect x="2" y="-14" width="3" height="3" rx="0.5" />
        <rect x="-6" y="-6" width="12" height="2" rx="1" />
      </g>
    </g>
  )
}

/** A counter from side to side, its top at y 56. */
export const Counter = () => (
  <g>
    <path d="M10 57h100" strokeWidth="4" />
    <path d="M17 59v23h86v-23" fill="var(--card)" />
  </g>
)

/** A till on the counter. */
export const Till = ({ x, y }: At) => (
  <g transform={`translate(${x} ${y})`} fill="var(--card)">
    <path d="M-14 0v-10l5-4h18l5 4v10z" />
    <path d="M-8-14v-10h16v10" />
    <path d="M-9-6h18" />
  </g>
)

/** Head and shoulders. */
export const Person = ({ x, y }: At) => (
  <g transform={`translate(${x} ${y})`} fill="var(--card)">
    <circle cx="0" cy="-34" r="9" />
    <path d="M-15 0v-8c0-9 6-14 15-14s15 5 15 14v8z" />
  </g>
)

/** A shop from the street: signboard, awning, window, door; 76 wide, 56 high. */
export const Shop = ({ x, y, dim = false }: At & { dim?: boolean }) => (
  <g transform={`translate(${x} ${y})`} fill="var(--card)" opacity={dim ? 0.55 : 1}>
    <path d="M-34-40h68v40h-68z" />
    <rect x="-38" y="-56" width="76" height="14" rx="3" fill="var(--accent-soft)" />
    <path d="M-28-49h56" strokeWidth="3" stroke="var(--accent)" />
    <path d="M-38-40l4 10h68l4-10M-17-40v10M0-40v10M17-40v10" />
    <rect x="-28" y="-24" width="28" height="16" rx="2" />
    <path d="M8 0v-25h18v25" />
    <path d="M12-12v2" />
  </g>
)
