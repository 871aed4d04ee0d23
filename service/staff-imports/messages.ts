/** The person who started an import is told that it has ended, or that it waits for them. */
import { asOperator } from '../accounts/messages.ts'
import { Accounts } from '../accounts/model.ts'
import { message } from '../notifications/message.ts'
import type { Line } from '../notifications/view/card.ts'
import { link } from '../notifications/view/link.ts'
import { Members } from '../team/model.ts'
import { say } from '../texts/say.ts'
import { tallyOf } from './actions/tally.ts'
import type { RowOutcome } from './contract/rows.ts'
import { importFinished, importStuck } from './events.ts'
import { StaffImports } from './model.ts'

const importOf = (id: string) => StaffImports.findById(id).lean()

interface Ended {
  id: string
  fileName: string
  total: number
  counts: Partial<Record<RowOutcome, number>>
  /** It waits for an answer instead. */
  isPaused: boolean
}

export const importFinishedMessage = message({
  template: 'import_finished',
  kind: 'imports',
  on: [importFinished, importStuck],
  handler: 'tellImporter',
  async to({ subject }) {
    const one = await importOf(subject.id)
    const member = one && (await Members.findById(one.by.id).lean())
    const account = member && (await Accounts.findById(member.account).lean())
    return account ? [asOperator(account)] : []
  },
  async find({ subject }): Promise<Ended | undefined> {
    const one = await importOf(subject.id)
    if (!one || !['finished', 'paused'].includes(one.status)) return undefined
    const { counts } = await tallyOf(one)
    const { _id: id, fileName, total, status } = one
    return { id, fileName, total, counts, isPaused: status === 'paused' }
  },
  card({ id, fileName, total, counts, isPaused }, { language }) {
    const n = (outcome: RowOutcome) => counts[outcome] ?? 0
    const trouble = n('failed') + n('problem') + n('not_added')
    const line = (word: 'invited' | 'joined' | 'failed' | 'notAdded', count: number): Line[] =>
      count ? [[say(language, `import.${word}`), String(count)]] : []
    const text = trouble ? 'import.textSome' : 'import.textAll'
    return {
      title: say(language, isPaused ? 'import.pausedTitle' : 'import.title', { file: fileName }),
      text: isPaused
        ? say(language, 'import.textPaused')
        : say(language, text, { count: trouble, total }),
      statusKind: isPaused || trouble ? 'warning' : 'success',
      lines: [
        ...line('invited', n('invited')),
        ...line('joined', n('associated')),
        ...line('failed', n('failed')),
        ...line('notAdded', n('problem') + n('not_added')),
      ],
      buttons: [
        {
          id: 'open',
          title: say(language, 'import.open'),
          style: 'primary',
          url: link(`/console/staff/imports/${id}`),
        },
      ],
    }
  },
})

export const importMessages = [importFinishedMessage]
