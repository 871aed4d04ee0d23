/** A QR code, black on white in any theme so that every camera reads it. */
import { useMemo } from 'react'
import styles from './join-code.module.css'
import { shapeOf } from './qr-picture.ts'

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => shapeOf(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={styles.qrCode}
    >
      <path d={path} />
    </svg>
  )
}
