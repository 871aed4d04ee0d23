/** The ISO is suspended: said so, with the way to another ISO that wants the person. */
import type { StaffMe } from '../../../service/staff/self/contract.ts'
import { StateMessage } from '../../parts/state-message.tsx'
import { WholePage } from '../../parts/whole-page.tsx'
import { useText } from '../../text/texts.tsx'
import { Organisation } from '../isos/organisation.tsx'
import styles from './suspended-screen.module.css'

interface SuspendedScreenProps {
  me: StaffMe
  isoName: string
}

export function SuspendedScreen({ me, isoName }: SuspendedScreenProps) {
  const { t } = useText()
  return (
    <>
      <header className={styles.header}>
        <Organisation me={me} />
      </header>
      <WholePage>
        <StateMessage
          kind="locked"
          title={t('suspended.title', { isoName })}
          words={t('suspended.words', { isoName })}
        />
      </WholePage>
    </>
  )
}
