/** After signing out: nothing of the person is left on the screen, and one way back in. */
import { Button } from '../../parts/button.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { WholePage } from '../../parts/whole-page.tsx'
import { useText } from '../../text/texts.tsx'
import { setSignedOut } from '../../api/signed-out.ts'

export function SignedOut() {
  const { t } = useText()
  return (
    <WholePage>
      <StateMessage
        kind="locked"
        title={t('out.title')}
        words={t('out.words')}
        action={
          <Button look="primary" onClick={() => setSignedOut(false)}>
            {t('out.in')}
          </Button>
        }
      />
    </WholePage>
  )
}
