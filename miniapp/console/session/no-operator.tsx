/** On the sign-in page of an installation that has no operator yet: how the first one is made. */
import { useQuery } from '@tanstack/react-query'
import { Terminal } from 'lucide-react'
import { installation } from '../../../service/workspaces/contract/sign-in.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import styles from './session.module.css'

/** The same in every language: it is typed as it stands. */
const command = 'npm run admin -- platform:create --help'

export function NoOperator() {
  const { t } = useText()
  const { data } = useQuery({ ...ask(installation), retry: false })
  if (!data || data.hasOperators) return null
  return (
    <div role="status" className={styles.notice}>
      <Terminal size={18} aria-hidden />
      <div>
        <strong>{t('signIn.noOperator')}</strong>
        <p>{t('signIn.noOperatorHow')}</p>
        <code>{command}</code>
      </div>
    </div>
  )
}
