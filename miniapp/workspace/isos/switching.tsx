/** Confirms a switch: says what ends and what is left behind, sends it, and reloads the page for the other ISO. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  listMyIsos,
  staffWhoAmI,
  switchIso,
  type MyIso,
  type StaffMe,
} from '../../../service/staff/self/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useWaiting } from '../../drafts/memory.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Failure } from '../../parts/failure.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './isos-sheet.module.css'
import { LeftBehind } from './left-behind.tsx'

/** Milliseconds between two looks whether the service knows me with the other ISO. */
const lookAgain = 500

interface SwitchingProps {
  me: StaffMe
  from: MyIso
  to: MyIso
  /** What the list says of it by now. */
  canBe: 'wanted' | 'suspended' | 'withdrawn'
  cancel: () => void
}

export function Switching({ me, from, to, canBe, cancel }: SwitchingProps) {
  const { t } = useText()
  const client = useQueryClient()
  const waiting = useWaiting()
  const [moving, setMoving] = useState(false)
  // when the answer names another association, the session reloads the page
  useQuery({
    ...ask(staffWhoAmI),
    enabled: moving,
    refetchInterval: moving ? lookAgain : false,
  })
  const switching = useMutation({
    ...tell(switchIso),
    onSuccess: async () => {
      setMoving(true)
      await client.invalidateQueries({ queryKey: keyOf(staffWhoAmI) })
    },
    // withdrawn, or the present ISO has ended it meanwhile: what stands now is shown
    onError: async (error) => {
      if (!['not_found', 'wrong_state', 'iso_suspended'].includes(codeOf(error) ?? '')) return
      await client.invalidateQueries({ queryKey: keyOf(listMyIsos) })
      await client.invalidateQueries({ queryKey: keyOf(staffWhoAmI) })
    },
  })
  const busy = switching.isPending || moving
  return (
    <>
      <LeftBehind from={from.isoName} waiting={waiting} works={me.staffId !== null} />
      {canBe === 'wanted' || busy ? (
        switching.error !== null && <Failure shape="box" error={switching.error} />
      ) : (
        <p role="status">{t(`switching.${canBe}`, { isoName: to.isoName })}</p>
      )}
      <div className={styles.answers}>
        {waiting > 0 && !busy && (
          <ButtonLink look="primary" href="/work/outbox">
            {t('switching.outbox')}
          </ButtonLink>
        )}
        <Button
          look={waiting > 0 ? 'plain' : 'primary'}
          disabled={canBe !== 'wanted' && !busy}
          busy={busy}
          onClick={() => switching.mutate({ params: { staffId: to.id }, body: { leave: from.id } })}
        >
          {moving ? t('switching.moving') : t('switching.now')}
        </Button>
        <Button disabled={busy} onClick={cancel}>
          {t('switching.cancel')}
        </Button>
      </div>
    </>
  )
}
