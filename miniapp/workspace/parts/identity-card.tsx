/** For a person who is signed in to DingTalk with another identity than *Alipay Partner*: how to change it (decision 049). */
import { UserRoundCog } from 'lucide-react'
import { inDingTalk } from '../../dingtalk/bridge.ts'
import { closePage } from '../../dingtalk/page.ts'
import { Button } from '../../parts/button.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './identity-card.module.css'

/** @param works the person belongs to an ISO, and may go on meanwhile */
export function IdentityCard({ works = false }: { works?: boolean }) {
  const { t } = useText()
  return (
    <section className={styles.card} aria-labelledby="other-identity">
      <h2 id="other-identity">
        <UserRoundCog size={18} strokeWidth={2.5} aria-hidden="true" />
        {t('identity.title')}
      </h2>
      <p>{t('identity.words')}</p>
      <p className={styles.after}>{t(works ? 'identity.afterWorking' : 'identity.after')}</p>
      {inDingTalk() && <Button onClick={closePage}>{t('identity.close')}</Button>}
    </section>
  )
}
