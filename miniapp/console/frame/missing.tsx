/** An address that leads nowhere. */
import { Link } from 'wouter'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useTitle } from '../parts/page.tsx'

export function Missing() {
  const { t } = useText()
  useTitle(t('missing.title'))
  return (
    <StateMessage
      kind="missing"
      title={t('missing.title')}
      words={t('missing.remedy')}
      action={<Link href={addresses.home}>{t('frame.home')}</Link>}
    />
  )
}
