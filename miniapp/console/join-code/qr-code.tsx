/** A QR code as one sharp shape, black on white in any theme so that every camera reads it. */
import { useMemo } from 'react'
import { encode } from 'uqr'
import styles from './join-code.module.css'

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    // a fifth may be dirty or torn and it still reads
    const { data, size } = encode(text, { ecc: 'Q', border: 2 })
    const cells = data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
    )
    return { size, path: cells.join('') }
  }, [text])
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
