/** What DingTalk refuses to the app until it is set up. */
import { TriangleAlert } from 'lucide-react'
import { useText } from '../../text/texts.tsx'
import { When } from '../parts/when.tsx'
import { apiWord } from './api-words.ts'
import type { RefusedApi } from './state.ts'
import styles from './dingtalk.module.css'

export function Refusals({ refusals }: { refusals: RefusedApi[] }) {
  const { t } = useText()
  return (
    <section role="alert" className={styles.refusals} aria-labelledby="dingtalk-refusals">
      <h2 id="dingtalk-refusals" className={styles.alarm}>
        <TriangleAlert size={18} aria-hidden />
        {t('dingtalk.refused')}
      </h2>
      <p>{t('dingtalk.refusedAbout')}</p>
      <ul className={styles.refused}>
        {refusals.map(({ api, refusal }) => (
          <li key={api}>
            <strong>{apiWord(t, api)}</strong>
            <span>{t('dingtalk.code', { code: refusal.code })}</span>
            <span className={styles.quiet}>
              {t('dingtalk.since')} <When at={refusal.since} />
            </span>
            <code className={styles.path}>{api}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
