/** The first day: how staff come to be here, instead of empty numbers. */
import { Button } from 'antd'
import { Link } from 'wouter'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import styles from './dashboard.module.css'

export function FirstSteps() {
  const { t } = useText()
  return (
    <section aria-labelledby="first-steps" className={styles.card}>
      <div className={styles.steps}>
        <h2 id="first-steps" className={styles.lead}>
          {t('firstSteps.title')}
        </h2>
        <ol>
          {(['add', 'agree', 'promote'] as const).map((step, index) => (
            <li key={step}>
              <span className={styles.stepNumber} aria-hidden>
                {index + 1}
              </span>
              <div>
                <strong>{t(`firstSteps.${step}`)}</strong>
                <p className={styles.quiet}>{t(`firstSteps.${step}How`)}</p>
              </div>
            </li>
          ))}
        </ol>
        <Link href={addresses.staff('add=1')} asChild>
          <Button type="primary" href={addresses.staff('add=1')}>
            {t('staff.add')}
          </Button>
        </Link>
      </div>
    </section>
  )
}
