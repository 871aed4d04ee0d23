/** Why an item was rejected, in the words the staff member read. */
import { useText } from '../../text/texts.tsx'
import type { Verdict } from './items.ts'
import styles from './paper.module.css'
import { useNames } from './words.ts'

export function Said({ verdict, title }: { verdict: Verdict; title: string }) {
  const names = useNames()
  const { t } = useText()
  return (
    <div className={styles.said}>
      <strong>{title}</strong>
      <ul>
        {verdict.reasons.map(({ code, field }) => (
          <li key={code}>
            {names.reason(code)}
            {field && (
              <span className={styles.quiet}>{` · ${t(`field.${field as 'photos'}`)}`}</span>
            )}
          </li>
        ))}
      </ul>
      {verdict.note && <p>{verdict.note}</p>}
    </div>
  )
}
