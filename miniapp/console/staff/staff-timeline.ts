/** What happened to an association, newest first: the time, the event, and the person who did it. */
import { invitationFailures, staffHappenings } from '../../../service/staff/contract/association.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import type { Entry } from '../kit/timeline.tsx'
import type { Words } from '../kit/words.ts'

/** By their own word; the organisation is left in DingTalk. */
const isMove = ({ what, by }: Pick<StaffMember['timeline'][number], 'what' | 'by'>) =>
  what === 'left' && by.kind === 'staff'

/** Whether the person left for another ISO. */
export function hasMoved({ status, timeline }: StaffMember): boolean {
  const ended = timeline.findLast(({ what }) => what === 'left')
  return status === 'left' && ended !== undefined && isMove(ended)
}

export function staffHappened({ timeline }: StaffMember, { t }: Words): Entry[] {
  const wordsOf = ({ what, by }: StaffMember['timeline'][number]) => {
    if (isMove({ what, by })) return t('timeline.moved')
    const one = staffHappenings.find((name) => name === what)
    // an entry of a newer service than this page
    return one ? t(`timeline.${one}`) : what
  }
  const noteOf = (note: string | undefined) => {
    const failure = invitationFailures.find((reason) => reason === note)
    return failure && failure !== 'other' ? t(`staff.failure.${failure}`) : note
  }
  return timeline.map((entry) => ({
    at: entry.at,
    words: wordsOf(entry),
    note: noteOf(entry.note),
    by: entry.by.name || (entry.by.kind === 'system' ? t('timeline.system') : ''),
  }))
}
