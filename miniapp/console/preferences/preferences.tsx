/** What the bot tells me, where, when and in which language. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  operatorPreferences,
  setOperatorPreferences,
} from '../../../service/notifications/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { MessagePreferences, withChange } from '../../parts/message-preferences.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import { Page } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import styles from './preferences.module.css'

export function Preferences() {
  const { t } = useText()
  const { done, refused } = useNotices()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(ask(operatorPreferences))
  const change = useMutation({
    ...tell(setOperatorPreferences),
    onSuccess: (now) => {
      client.setQueryData(keyOf(operatorPreferences), now)
      done(t('prefs.saved'))
    },
    onError: refused,
  })
  const shown = data && change.isPending ? withChange(data, change.variables.body ?? {}) : data
  return (
    <Page title={t('frame.preferences')} about={t('prefs.about')}>
      <div className={styles.form}>
        {error && !data && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton rows={4} shape="card" />}
        {shown && <MessagePreferences value={shown} onChange={(body) => change.mutate({ body })} />}
      </div>
    </Page>
  )
}
