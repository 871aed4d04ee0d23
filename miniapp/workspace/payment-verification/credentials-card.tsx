/** The account that is lent to me: its e-mail, and its passwords masked until *Show* (requirements A7). */
import { Copy, Eye, EyeOff } from 'lucide-react'
import { shownFor } from '../../../service/test-accounts/contract/own.ts'
import { copy } from '../../dingtalk/clipboard.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './credentials-card.module.css'
import { Ring } from './ring.tsx'
import { useReveal } from './use-reveal.ts'

interface CredentialsCardProps {
  account: { id: string; email: string; version: number }
  /** The verification task that it is for. */
  task: string | undefined
}

/** As long for every password: its length is secret, too. */
const mask = '•'.repeat(8)

export function CredentialsCard({ account, task }: CredentialsCardProps) {
  const { t } = useText()
  const { passwords, seconds, busy, error, show, hide } = useReveal(account, task)
  return (
    <Card>
      <div className={styles.head}>
        <h2>{t('credentials.title')}</h2>
        {passwords && <Ring seconds={seconds} of={shownFor} />}
      </div>
      <dl className={styles.facts}>
        <Fact label={t('credentials.email')} value={account.email} />
        <Fact label={t('credentials.login')} value={passwords?.loginPassword} />
        <Fact label={t('credentials.payment')} value={passwords?.paymentPassword} />
      </dl>
      {error !== undefined && <Failure shape="box" error={error} />}
      <p className={styles.note}>
        {t('credentials.recorded')}
        {passwords && ` ${t(passwords.task ? 'credentials.forTask' : 'credentials.noTask')}`}
      </p>
      {passwords ? (
        <Button wide icon={<EyeOff size={20} aria-hidden="true" />} onClick={hide}>
          {t('credentials.hide')}
        </Button>
      ) : (
        <Button
          look="primary"
          wide
          busy={busy}
          icon={<Eye size={20} aria-hidden="true" />}
          onClick={() => void show()}
        >
          {t('credentials.show')}
        </Button>
      )}
    </Card>
  )
}

function Fact({ label, value }: { label: string; value: string | undefined }) {
  const { t } = useText()
  const toast = useToast()
  const copyValue = async (text: string) => {
    toast({ words: t((await copy(text)) ? 'credentials.copied' : 'credentials.notCopied') })
  }
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value === undefined ? (
          <>
            <span aria-hidden="true">{mask}</span>
            <span className="visually-hidden">{t('credentials.masked')}</span>
          </>
        ) : (
          <>
            <span className={styles.value}>{value}</span>
            <button
              type="button"
              className={styles.copy}
              aria-label={t('credentials.copy', { what: label })}
              onClick={() => void copyValue(value)}
            >
              <Copy size={20} aria-hidden="true" />
            </button>
          </>
        )}
      </dd>
    </div>
  )
}
