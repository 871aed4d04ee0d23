/** The ISOs that I belong to, that want me, and that I belonged to; from here I switch. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Building2, Check } from 'lucide-react'
import { useState } from 'react'
import {
  agreeToOffer,
  listMyIsos,
  listOffers,
  staffWhoAmI,
  type MyIso,
  type StaffMe,
} from '../../../service/staff/self/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { Button } from '../../parts/button.tsx'
import { Damaged } from '../../parts/damaged.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from './isos-sheet.module.css'
import { Switching } from './switching.tsx'

/** Milliseconds between two looks while the list is open: an ISO may want me since. */
const lookAgain = 6_000

/** From which ISO to which: as it was when it was chosen, since that is what the person reads. */
interface Chosen {
  from: MyIso
  to: MyIso
}

interface IsosSheetProps {
  me: StaffMe
  open: boolean
  close: () => void
}

export function IsosSheet({ me, open, close }: IsosSheetProps) {
  const { t } = useText()
  const [chosen, setChosen] = useState<Chosen>()
  const closeAll = () => {
    setChosen(undefined)
    close()
  }
  const title = chosen ? t('switching.title', { isoName: chosen.to.isoName }) : t('myIsos.title')
  return (
    <Sheet title={title} open={open} close={closeAll}>
      <Isos me={me} chosen={chosen} choose={setChosen} />
    </Sheet>
  )
}

/** What is known without asking: the ISO that I work for now. */
function knownOf({ iso, suspended, staffId }: StaffMe): MyIso[] {
  const isoName = iso?.name ?? suspended?.isoName
  if (!isoName) return []
  const id = staffId ?? 'present'
  return [
    { id, isoName, state: 'present', suspended: suspended !== null, since: null, ended: null },
  ]
}

interface IsosProps {
  me: StaffMe
  chosen: Chosen | undefined
  choose: (chosen: Chosen | undefined) => void
}

function Isos({ me, chosen, choose }: IsosProps) {
  const { t } = useText()
  const { data, error, refetch, isPending } = useQuery({
    ...ask(listMyIsos),
    staleTime: 0,
    // what failed is asked again by the button, so that its words stay to be read
    refetchInterval: ({ state }) => (state.status === 'success' ? lookAgain : false),
  })
  const rows = data?.items ?? knownOf(me)
  const present = rows.find(({ state }) => state === 'present')
  if (chosen) {
    const now = data ? rows.find(({ id }) => id === chosen.to.id) : chosen.to
    return (
      <Switching
        me={me}
        from={chosen.from}
        to={chosen.to}
        canBe={now?.state === 'wanted' ? (now.suspended ? 'suspended' : 'wanted') : 'withdrawn'}
        cancel={() => choose(undefined)}
      />
    )
  }
  return (
    <>
      <ul className={styles.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} present={present} choose={choose} />
        ))}
      </ul>
      {isPending && <Skeleton rows={2} />}
      {error !== null && <Failure error={error} retry={refetch} />}
      <Damaged count={data?.damaged} />
      {data && (
        <p className={styles.note}>
          {t(rows.some(({ state }) => state === 'past') ? 'myIsos.back' : 'myIsos.other')}
        </p>
      )}
    </>
  )
}

interface RowProps {
  row: MyIso
  /** Without one, to agree is all that is needed. */
  present: MyIso | undefined
  choose: (chosen: Chosen) => void
}

function Row({ row, present, choose }: RowProps) {
  const { t } = useText()
  const { isoName, state, suspended } = row
  const canSwitch = state === 'wanted' && !suspended
  return (
    <li aria-current={state === 'present' ? 'true' : undefined}>
      {state === 'present' ? (
        <img src="/favicon.svg" alt="" width="40" height="40" />
      ) : (
        <span className={styles.mark}>
          <Building2 size={20} aria-hidden="true" />
        </span>
      )}
      <span className={styles.words}>
        <strong>{isoName}</strong>
        <States row={row} />
      </span>
      {state === 'present' && <Check size={20} strokeWidth={2.5} aria-hidden="true" />}
      {canSwitch && !present && <Agree row={row} />}
      {canSwitch && present && (
        <Button
          aria-label={t('myIsos.switch.to', { isoName })}
          onClick={() => choose({ from: present, to: row })}
        >
          {t('myIsos.switch')}
        </Button>
      )}
    </li>
  )
}

function States({ row: { isoName, state, suspended, since, ended } }: { row: MyIso }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <>
      {state === 'present' && (
        <span>
          {t('myIsos.present')}
          {since && ` · ${t('myIsos.present.since', { at: date(since) })}`}
        </span>
      )}
      {state === 'wanted' && (
        <span>{t(suspended ? 'myIsos.wanted.suspended' : 'myIsos.wanted')}</span>
      )}
      {suspended && <span className={styles.suspended}>{t('myIsos.suspended')}</span>}
      {ended && state !== 'present' && (
        <span>{t(`myIsos.ended.${ended.by}`, { isoName, at: date(ended.at) })}</span>
      )}
    </>
  )
}

/** Without an ISO there is nothing to leave behind. */
function Agree({ row }: { row: MyIso }) {
  const { t } = useText()
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(
      [listMyIsos, listOffers, staffWhoAmI].map((one) =>
        client.invalidateQueries({ queryKey: keyOf(one) }),
      ),
    )
  const { mutate, isPending, error } = useMutation({
    ...tell(agreeToOffer),
    onSettled: refresh,
  })
  return (
    <>
      <Button busy={isPending} onClick={() => mutate({ params: { staffId: row.id } })}>
        {t('offer.agree')}
      </Button>
      {error !== null && <Failure shape="box" error={error} />}
    </>
  )
}
