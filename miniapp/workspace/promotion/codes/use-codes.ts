/** The Marketing Codes of a spot: each is looked up at once, or when there is network again. */
import { useEffect, useState } from 'react'
import { checkCode } from '../../../../service/marketing-codes/contract.ts'
import { codeFromQr } from '../../../../service/marketing-codes/shared.ts'
import { maxCodes } from '../../../../service/promotions/contract/content.ts'
import { call } from '../../../api/client.ts'
import { OfflineError, ProblemError } from '../../../api/problem-error.ts'
import { useOnline } from '../../../dingtalk/network.ts'
import { putBack } from '../../../drafts/put-back.ts'
import { noteActivity } from '../../activity/note.ts'
import type { CodeVerdict, DraftSpot } from '../visit.ts'
import { fillIn, visitsKept } from '../visits.ts'
import { useToast } from '../../../parts/toast.tsx'
import { useText } from '../../../text/texts.tsx'
import { useVisit } from '../visit-context.ts'

/** Why what was scanned is not added; each has words of its own. */
export type Refusal = 'no_code' | 'here' | 'at_other_spot' | 'full' | 'taken' | 'unknown'

export interface Rejected {
  text: string
  why: Refusal
}

/** Milliseconds: no one waits longer at a counter. */
const patience = 5_000

async function lookUp(text: string, submission: string) {
  try {
    return await call(checkCode, { query: { text, submission }, patience })
  } catch (error) {
    // looked up later; the code is kept
    if (error instanceof OfflineError || error instanceof ProblemError) return undefined
    throw error
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof lookUp>>>

function note(visitId: string, code: string, verdict: CodeVerdict) {
  return visitsKept.change(visitId, (visit) => ({
    ...visit,
    codes: { ...visit.codes, [code]: verdict },
  }))
}

/** What was typed without signal may be printed with other hyphens: then the printed code takes its place. */
async function settle(visitId: string, written: string, found: Found): Promise<void> {
  const printed = found.code ?? written
  await note(visitId, printed, found.verdict)
  if (printed === written) return
  const renamed = (codes: string[]) => [
    ...new Set(codes.map((code) => (code === written ? printed : code))),
  ]
  await fillIn(visitId, (content) => ({
    ...content,
    spots: content.spots.map((spot) => ({ ...spot, codes: renamed(spot.codes) })),
  }))
}

export function useCodes(
  spot: DraftSpot,
  changeSpot: (part: (now: DraftSpot) => Partial<DraftSpot>) => Promise<void>,
) {
  const { t } = useText()
  const toast = useToast()
  const { visit } = useVisit()
  const online = useOnline()
  const [refused, setRefused] = useState<Rejected>()
  const open = spot.codes.find((code) => !visit.codes[code])

  useEffect(() => {
    if (!open || !online) return
    let left = false
    void lookUp(open, visit.id).then((found) => {
      if (!left && found) void settle(visit.id, open, found)
    })
    return () => {
      left = true
    }
  }, [open, online, visit.id])

  /** As it is now: the scanner goes on while the screen behind it shows an older state. */
  const whyNot = (code: string): Refusal | undefined => {
    const spots = visitsKept.find(visit.id)?.content.spots ?? []
    const here = spots.find(({ id }) => id === spot.id)?.codes ?? []
    if (here.includes(code)) return 'here'
    if (spots.some(({ codes }) => codes.includes(code))) return 'at_other_spot'
    return here.length >= maxCodes ? 'full' : undefined
  }

  return {
    codes: spot.codes,
    verdicts: visit.codes,
    /** What was scanned last and could not be added. */
    refused,
    /** Adds what was scanned or typed. @returns whether it is in the list now */
    add: async (text: string): Promise<boolean> => {
      setRefused(undefined)
      const found = await lookUp(text, visit.id)
      const code = found ? found.code : codeFromQr(text, location.origin)
      const why = code ? whyNot(code) : 'no_code'
      if (why || !code) {
        setRefused({ text: code ?? text, why: why ?? 'no_code' })
        return false
      }
      if (found?.verdict === 'taken' || found?.verdict === 'unknown') {
        setRefused({ text: code, why: found.verdict })
        return false
      }
      if (found) await note(visit.id, code, found.verdict)
      await changeSpot((now) => (now.codes.includes(code) ? {} : { codes: [...now.codes, code] }))
      noteActivity('scan')
      return true
    },
    remove: async (code: string) => {
      const at = spot.codes.indexOf(code)
      await changeSpot((now) => ({ codes: now.codes.filter((known) => known !== code) }))
      const undo = async () => {
        const why = whyNot(code)
        // scanned at another spot meanwhile, or so many others here
        if (why && why !== 'here') setRefused({ text: code, why })
        else await changeSpot((now) => ({ codes: putBack(now.codes, code, at, maxCodes) }))
      }
      toast({ words: t('codes.removed'), action: { label: t('common.undo'), run: undo } })
    },
  }
}
