/** Calls of the month by API: this month, the one before, and which of them count. */
import type { DingtalkState } from '../../../service/dingtalk/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Breakable } from '../parts/breakable.tsx'
import { apiWord } from './api-words.ts'
import styles from './dingtalk.module.css'

export function ApiList({ apis }: Pick<DingtalkState, 'apis'>) {
  const { t } = useText()
  const { number, dateTime } = useFormats()
  if (!apis.length) return <p className={styles.quiet}>{t('dingtalk.none')}</p>
  return (
    <section className={styles.card} aria-labelledby="dingtalk-apis">
      <h2 id="dingtalk-apis" className={styles.heading}>
        {t('dingtalk.byApi')}
      </h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('dingtalk.api')}</th>
            <th scope="col">{t('dingtalk.thisMonth')}</th>
            <th scope="col">{t('dingtalk.lastMonth')}</th>
          </tr>
        </thead>
        <tbody>
          {apis.map(({ api, calls, callsBefore, counts, usedUpUntil }) => (
            <tr key={api}>
              <th scope="row">
                <span>{apiWord(t, api)}</span>
                {!counts && <span className={styles.free}>{t('dingtalk.free')}</span>}
                {usedUpUntil && (
                  <span className={styles.notice} data-level="used_up">
                    {t('dingtalk.usedUp', { until: dateTime(usedUpUntil) })}
                  </span>
                )}
                <code className={styles.path}>
                  <Breakable text={api} />
                </code>
              </th>
              <td>{number(calls)}</td>
              <td className={styles.before}>{number(callsBefore)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
