/** How one signs in and where one is signed in: DingTalk, password, sessions. */
import { useText } from '../../text/texts.tsx'
import { Page } from '../parts/page.tsx'
import styles from './account.module.css'
import { DingTalkLink } from './dingtalk-link.tsx'
import { Password } from './password.tsx'
import { Sessions } from './sessions.tsx'

export function Account() {
  const { t } = useText()
  return (
    <Page title={t('account.title')} about={t('account.about')}>
      <div className={styles.sections}>
        <DingTalkLink />
        <Password />
        <Sessions />
      </div>
    </Page>
  )
}
