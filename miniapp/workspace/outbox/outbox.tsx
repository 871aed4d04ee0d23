/** Outbox: what waits to be sent, what it waits for, and each of its photos (requirements B15). */
import { Send } from 'lucide-react'
import { usePhone } from '../../drafts/memory.ts'
import { useQueue } from '../../drafts/queue.ts'
import { Button } from '../../parts/button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { useSignIn } from '../session/sign-in.ts'
import { InspectionItem } from './inspection-item.tsx'
import { OutboxItem } from './outbox-item.tsx'
import styles from './outbox.module.css'

export function Outbox() {
  const { t } = useText()
  const { visits, inspections } = usePhone()
  const waiting = visits.filter(({ sending }) => sending)
  const answered = inspections.filter(({ sending }) => sending)
  const count = waiting.length + answered.length
  const { stopped } = useQueue()
  const signIn = useSignIn()
  return (
    <Screen title={t('nav.outbox')}>
      {stopped && count > 0 && (
        <div className={styles.stopped} role="alert">
          <p>{t('outbox.stopped')}</p>
          <Button busy={signIn.isPending} onClick={() => signIn.mutate()}>
            {t('outbox.signIn')}
          </Button>
        </div>
      )}
      {count ? (
        <>
          <p className={styles.intro}>{t('outbox.intro')}</p>
          <ul className={styles.list} aria-label={t('nav.outbox')}>
            {waiting.map((visit) => (
              <li key={visit.id}>
                <OutboxItem visit={visit} />
              </li>
            ))}
            {answered.map((inspection) => (
              <li key={inspection.id}>
                <InspectionItem inspection={inspection} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <StateMessage
          kind="empty"
          title={t('outbox.empty.title')}
          words={t('outbox.empty.words')}
          picture={
            <span className={styles.allSent}>
              <Send size={28} aria-hidden="true" />
            </span>
          }
        />
      )}
    </Screen>
  )
}
