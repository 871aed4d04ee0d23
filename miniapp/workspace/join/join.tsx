/** Where an ISO's QR code leads: ask to be associated, then see where the request stands. */
import { useText } from '../../text/texts.tsx'

export function Join({ joinCode }: { joinCode: string }) {
  const { t } = useText()
  return <h1 data-code={joinCode}>{t('work.organisation')}</h1>
}
