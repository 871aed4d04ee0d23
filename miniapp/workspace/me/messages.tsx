/** What the bot tells me on this phone, and when it keeps quiet. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { setStaffPreferences, staffPreferences } from '../../../service/notifications/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { Failure } from '../../parts/failure.tsx'
import { MessagePreferences, withChange } from '../../parts/message-preferences.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useText } from '../../text/texts.tsx'

export function MessagesOfMine() {
  const { t } = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(ask(staffPreferences))
  const change = useMutation({
    ...tell(setStaffPreferences),
    onSuccess: (now) => {
      client.setQueryData(keyOf(staffPreferences), now)
      toast({ words: t('prefs.saved') })
    },
  })
  const shown = data && change.isPending ? withChange(data, change.variables.body ?? {}) : data
  return (
    <Screen title={t('prefs.title')} back="/work/me">
      {error && !data && <Failure error={error} retry={refetch} />}
      {!data && !error && <Skeleton rows={4} />}
      {change.error && <Failure shape="box" error={change.error} />}
      {shown && <MessagePreferences value={shown} onChange={(body) => change.mutate({ body })} />}
    </Screen>
  )
}
