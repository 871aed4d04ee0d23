/** One Marketing Code beside the list: where it hangs, what happened to it, and what can be done. */
import { Ban } from 'lucide-react'
import { Link } from 'wouter'
import { findIsoSubmission } from '../../../service/promotions/contract/iso.ts'
import { findCode, type Code } from '../../../service/promotions/codes/contract.ts'
import { findStaff } from '../../../service/staff/contract/lists.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Abilities, type Offers } from '../kit/abilities.tsx'
import { recordPanel } from '../kit/record-panel.tsx'
import panel from '../parts/panel.module.css'
import { When } from '../parts/when.tsx'
import { useMay } from '../session/me.ts'
import { CodeState } from './code-state.ts'
import { regionName } from './region-name.ts'
import { RetireDialog } from './retire-dialog.tsx'
import { SpotOf } from './spot-of.tsx'

const offers: Offers<'retire', Code> = {
  retire: { word: 'marketingCodes.retire', icon: Ban, look: 'drastic', dialog: RetireDialog },
}

export const CodePanel = recordPanel(findCode, 'code', {
  kind: 'code',
  nameOf: ({ id }) => id,
  state: ({ status, since }) => (
    <>
      <CodeState status={status} />
      <span className={panel.quiet}>
        <When at={since} />
      </span>
    </>
  ),
  notes: Stuck,
  next: ({ status }) => `marketingCodes.next.${status}`,
  actions: ({ record }) => <Abilities of={record} held={record.abilities} offers={offers} />,
  facts: ({ at, spot, region, reason }, words) => [
    [
      'marketingCodes.store',
      at ? <Store key="store" at={at} /> : words.t('marketingCodes.nowhere'),
    ],
    ['marketingCodes.spot', spot && <SpotOf key="spot" spot={spot} />],
    ['marketingCodes.region', region && regionName(region, words)],
    ['marketingCodes.staff', at && <Person key="staff" of={at.staff} />],
    ['marketingCodes.reason', reason && words.t(`marketingCodes.reason.${reason}`)],
  ],
  happened: ({ history }, { t }) =>
    history.map(({ at, status, store, reason }) => ({
      at,
      words: t(`marketingCodes.status.${status}`),
      note: [reason && t(`marketingCodes.reason.${reason}`), store].filter(Boolean).join(' · '),
      by: '',
    })),
  noneHappened: 'marketingCodes.noHistory',
})

/** It is freed where its spot is, with the reason. */
function Stuck({ record: { at, abilities } }: { record: Code }) {
  const { t } = useText()
  if (!at || !abilities.includes('free')) return null
  return (
    <div className={panel.note}>
      <strong>{t('marketingCodes.stuck', { name: at.staff.name })}</strong>
      <p>
        <Link href={addresses.submission(at.submission)}>{t('marketingCodes.free')}</Link>
      </p>
    </div>
  )
}

type At = NonNullable<Code['at']>

function Store({ at }: { at: At }) {
  const { t } = useText()
  const mayOpen = useMay(findIsoSubmission)
  return (
    <>
      {at.store}
      {mayOpen && (
        <>
          <br />
          <Link href={addresses.submission(at.submission)}>{t('marketingCodes.open')}</Link>
        </>
      )}
    </>
  )
}

function Person({ of: { id, name } }: { of: At['staff'] }) {
  const mayOpen = useMay(findStaff)
  return mayOpen ? <Link href={addresses.staffMember(id)}>{name}</Link> : name
}
