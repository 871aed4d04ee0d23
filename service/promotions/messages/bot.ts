/** What the bot answers about visits: to their staff, and to ISO admins. */
import { startOfBusinessDay } from '../../business-day.ts'
import { botCommand, longestList } from '../../notifications/command.ts'
import { link } from '../../notifications/view/link.ts'
import { listStaff } from '../../staff/contract.ts'
import { StaffMembers } from '../../staff/model.ts'
import { say } from '../../texts/say.ts'
import { countMine, pageOfMine } from '../actions/find.ts'
import { Submissions } from '../model.ts'

async function todayOfIso(iso: { id: string; name: string }, language: string): Promise<string> {
  const today = { $gte: startOfBusinessDay() }
  const [waiting, joined, sent, approved, rejected] = await Promise.all([
    StaffMembers.countDocuments({ iso: iso.id, status: 'requested' }),
    StaffMembers.countDocuments({ iso: iso.id, status: 'associated', since: today }),
    Submissions.countDocuments({ iso: iso.id, submittedAt: today, createdAt: today }),
    Submissions.countDocuments({ iso: iso.id, status: 'approved', decidedAt: today }),
    Submissions.countDocuments({ iso: iso.id, status: 'rejected', decidedAt: today }),
  ])
  return [
    say(language, 'today.iso', { iso: iso.name }),
    say(language, 'today.waiting', { count: waiting }),
    say(language, 'today.joined', { count: joined }),
    say(language, 'today.sent', { count: sent }),
    say(language, 'today.decided', { approved, rejected }),
  ].join('\n')
}

/** The numbers of the day (business time zone). */
const isoToday = botCommand('today', {
  as: 'iso',
  may: listStaff,
  async answer({ operators, reader: { language } }) {
    const parts: { text: string }[] = []
    for (const { workspace } of operators) {
      parts.push({ text: await todayOfIso(workspace, language) })
    }
    return parts
  },
})

const myToday = botCommand('today', {
  as: 'person',
  async answer({ asker: { staff }, reader: { language } }) {
    if (!staff) return []
    const { today: mine, in_review, approved, rejected } = await countMine(staff)
    const states = { inReview: in_review, approved, rejected }
    return [
      { text: say(language, 'today.mine', mine) },
      { text: say(language, 'today.states', states) },
    ]
  },
})

/** Visits to mend. */
const mine = botCommand(['tasks', 'pending'], {
  as: 'person',
  async answer({ asker: { staff }, reader: { language } }) {
    if (!staff) return []
    const { items } = await pageOfMine(staff, { status: 'rejected', limit: longestList })
    if (!items.length) return []
    const { rejected } = await countMine(staff)
    const rows = items.map(({ store }, index) =>
      say(language, 'tasks.row', { n: index + 1, store: store.name }),
    )
    return [
      {
        text: [say(language, 'tasks.mend', { count: rejected }), ...rows].join('\n'),
        button: { title: say(language, 'tasks.open'), url: link('/work/results?status=rejected') },
      },
    ]
  },
})

export const promotionCommands = [isoToday, myToday, mine]
