/** When a staff member looked at passwords: when, for what, and roughly from where. */
import { listReveals } from '../../../../service/test-accounts/contract/iso.ts'
import { InnerList, InnerRow } from '../../kit/inner-list.tsx'

export const Reveals = ({ staffId }: { staffId: string }) => (
  <InnerList
    of={listReveals}
    asked={{ params: { staffId }, query: { limit: 20 } }}
    title="reveals.title"
    none="reveals.none"
    row={({ at, by, email, task, from }, { t, dateTime }) => (
      <InnerRow
        name={<time dateTime={at}>{dateTime(at)}</time>}
        facts={[
          `${by.name} · ${email}`,
          t(task ? 'reveals.task' : 'reveals.verification'),
          t('reveals.from', {
            client: t(`client.${from.client}`),
            system: t(`system.${from.system}`),
            network: from.network,
          }),
        ]}
      />
    )}
  />
)
