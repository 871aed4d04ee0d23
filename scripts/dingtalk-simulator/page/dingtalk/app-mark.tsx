/** The mark of the Partner Workspace app: a store that carries a code. */
export function AppMark({ size }: { size: number }) {
  return (
    <svg
      className="app-mark"
      viewBox="0 0 48 48"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <rect width="48" height="48" rx="12" fill="#1677ff" />
      <path
        d="M10 19.5 12.6 11h22.8l2.6 8.5a4.7 4.7 0 0 1-9.3 0 4.7 4.7 0 0 1-9.4 0 4.7 4.7 0 0 1-9.3 0z"
        fill="#fff"
      />
      <path d="M13 27.5V37h22v-9.5" fill="none" stroke="#fff" strokeWidth="2.6" />
      <path
        d="M20 28h3.2v3.2H20zm4.8 0H28v3.2h-3.2zM20 32.8h3.2V36H20zm4.8 0H28V36h-3.2z"
        fill="#fff"
      />
    </svg>
  )
}
