/** Where an ISO's QR code leads: ask to be associated, then see where the request stands. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openJoinPage } from '../../../service/staff/self/contract.ts'
import { ask } from '../../api/ask.ts'
import { newId } from '../../api/new-id.ts'
import { codeOf } from '../../api/problem-error.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Opening } from '../../parts/opening.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { changeTyped } from '../../parts/typed.ts'
import { WholePage } from '../../parts/whole-page.tsx'
import { useText } from '../../text/texts.tsx'
import { detailsOf, JoinForm } from './join-form.tsx'
import { JoinProgress } from './progress.tsx'
import { dropReceipt, keepReceipt, readReceipt, type Receipt } from './receipt.ts'

export function Join({ joinCode }: { joinCode: string }) {
  const { t } = useText()
  const [receipt, setReceipt] = useState<Receipt | undefined>(() => {
    const kept = readReceipt()
    return kept?.joinCode === joinCode ? kept : undefined
  })
  const page = useQuery({ ...ask(openJoinPage, { params: { joinCode } }), enabled: !receipt })
  if (receipt) {
    return (
      <JoinProgress
        receipt={receipt}
        onAskAgain={(another) => {
          // what was decided about is over: the next request is another one
          if (another) changeTyped(detailsOf(joinCode), 'device', { id: newId() })
          dropReceipt()
          setReceipt(undefined)
        }}
      />
    )
  }
  if (page.data) {
    return (
      <JoinForm
        joinCode={joinCode}
        isoName={page.data.isoName}
        asked={(given) => {
          keepReceipt(given)
          setReceipt(given)
        }}
      />
    )
  }
  if (codeOf(page.error) === 'not_found' || codeOf(page.error) === 'bad_input') {
    return (
      <WholePage>
        <StateMessage
          kind="missing"
          title={t('join.unknown.title')}
          words={t('join.unknown.words')}
          // there a member goes on working, and others can scan
          action={<ButtonLink href="/">{t('join.unknown.open')}</ButtonLink>}
        />
      </WholePage>
    )
  }
  return page.error ? (
    <WholePage>
      <Failure error={page.error} retry={page.refetch} />
    </WholePage>
  ) : (
    <Opening />
  )
}
