/** What shows while a part of the app is loading: the app's mark, no words. */
import styles from './opening.module.css'

export function Opening() {
  return (
    <div className={styles.opening} role="status" aria-busy="true">
      <img src="/favicon.svg" alt="" width="56" height="56" />
    </div>
  )
}
