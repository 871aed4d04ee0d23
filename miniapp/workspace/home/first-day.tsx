/** The first day: three steps with what to do, instead of empty lists. */
import { Card } from '../../parts/card.tsx'
import { useText } from '../../text/texts.tsx'
import { useMe } from '../session/me-context.ts'
import styles from './first-day.module.css'

const steps = ['store', 'put', 'send'] as const

export function FirstDay() {
  const { t } = useText()
  const { name } = useMe()
  return (
    <Card>
      <h2 className={styles.title}>{t('home.first.title', { name })}</h2>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <span>
              <strong>{t(`home.first.${step}.title`)}</strong>
              <span>{t(`home.first.${step}.words`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
