/** For a person who opens the workspace in a plain browser: it belongs in DingTalk. */
import { openLink } from '../../dingtalk/page.ts'
import { Button } from '../../parts/button.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { WholePage } from '../../parts/whole-page.tsx'
import { useText } from '../../text/texts.tsx'

/** DingTalk's own scheme for opening an address inside it. */
const insideDingTalk = (address: string) =>
  `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(address)}`

export function OpenInDingTalk() {
  const { t } = useText()
  return (
    <WholePage>
      <StateMessage
        kind="locked"
        picture={<img src="/favicon.svg" alt="" width="64" height="64" />}
        title={t('outside.title')}
        words={t('outside.words')}
        action={
          <Button look="primary" onClick={() => void openLink(insideDingTalk(location.href))}>
            {t('outside.open')}
          </Button>
        }
      />
    </WholePage>
  )
}
