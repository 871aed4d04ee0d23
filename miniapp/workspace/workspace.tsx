/** The staff workspace: everything a staff member does on the phone. */
import { useText } from '../text/texts.tsx'

export function Workspace() {
  const { t } = useText()
  return <h1>{t('work.organisation')}</h1>
}
