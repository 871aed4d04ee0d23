/** Outbox: what waits to be sent, what it waits for, and each of its photos (requirements B15). */
import { Send } from 'lucide-react'
import { usePhone } from '../../drafts/memory.ts'
import { useQueue } from '../../drafts/queue.ts'
import { Button } from '../../parts/button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { useSignIn } from '../session/sign-in.ts'
import styles from './outbox.module.css'
import { SendingItem } from './sending-item.tsx'

export function Outbox() {
  const { t } = useText()
  const { entries } = usePhone()
  const waiting = [...entries].flatMap(([kind, ofKind]) =>
    ofKind.flatMap((entry) => (entry.sending ? [{ kind, entry, sending: entry.sending }] : [])),
  )
  const count = waiting.length
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
            {waiting.map((one) => (
              <li key={one.entry.id}>
                <SendingItem {...one} />
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
