/** How the service stands with DingTalk: what is not set up, and the calls of the month. */
import { useQuery } from '@tanstack/react-query'
import type { DingtalkState } from '../../../service/dingtalk/contract.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Page } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import { ApiList } from './api-list.tsx'
import { askState, refusalsIn } from './state.ts'
import { Refusals } from './refusals.tsx'
import styles from './dingtalk.module.css'

export function DingtalkPage() {
  const { t } = useText()
  const { data, error, refetch } = useQuery(askState)
  return (
    <Page title={t('nav.dingtalk')} about={t('dingtalk.about')}>
      {error && !data && <Failure error={error} retry={refetch} />}
      {!data && !error && <Skeleton rows={3} shape="card" />}
      {data && (
        <div className={styles.parts}>
          {refusalsIn(data).length > 0 && <Refusals refusals={refusalsIn(data)} />}
          <Month state={data} />
          <ApiList apis={data.apis} />
        </div>
      )}
    </Page>
  )
}

function Month({ state: { calls, budget, level, ends } }: { state: DingtalkState }) {
  const { t } = useText()
  const { number, dateTime } = useFormats()
  const percent = budget ? Math.min(100, Math.floor((calls / budget) * 100)) : 0
  return (
    <section className={styles.card} aria-labelledby="dingtalk-month">
      <h2 id="dingtalk-month" className={styles.heading}>
        {t('dingtalk.month')}
      </h2>
      <p className={styles.figure}>
        {budget === null
          ? t('dingtalk.calls', { calls: number(calls) })
          : t('dingtalk.callsOf', { calls: number(calls), budget: number(budget) })}
      </p>
      {budget !== null && (
        <div
          role="meter"
          aria-labelledby="dingtalk-month"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={`${percent} %`}
          className={styles.meter}
        >
          <div className={styles.filled} data-level={level} style={{ width: `${percent}%` }} />
        </div>
      )}
      {level !== 'fine' && (
        <p role="status" className={styles.notice} data-level={level}>
          {t(`dingtalk.level.${level}`, { ends: dateTime(ends) })}
        </p>
      )}
      <p className={styles.quiet}>{t('dingtalk.ends', { ends: dateTime(ends) })}</p>
    </section>
  )
}
