/** Marketing Codes one after another: a line ends between two of them, not inside one. */
import styles from './codes.module.css'

export function Codes({ codes }: { codes: readonly string[] }) {
  return (
    <ul className={styles.codes}>
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ul>
  )
}
