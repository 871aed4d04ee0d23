/** What the bot answers about visits: to their staff, and to ISO admins. */
import { startOfBusinessDay } from '../../business-day.ts'
import type { Operator } from '../../http/callers.ts'
import { within, withinRegions } from '../../http/scope.ts'
import { botCommand, longestList } from '../../notifications/command.ts'
import { link } from '../../notifications/view/link.ts'
import { listStaff } from '../../staff/contract/lists.ts'
import { StaffMembers } from '../../staff/model.ts'
import { say } from '../../texts/say.ts'
import { countMine, pageOfMine } from '../actions/find.ts'
import { Submissions } from '../model.ts'

async function todayOfIso({ workspace: iso, scope }: Operator, language: string): Promise<string> {
  const today = { $gte: startOfBusinessDay() }
  const people = withinRegions(scope)
  const visits = within(scope)
  const [waiting, joined, sent, approved, rejected] = await Promise.all([
    StaffMembers.countDocuments({ ...people, status: 'requested' }),
    StaffMembers.countDocuments({ ...people, status: 'associated', since: today }),
    Submissions.countDocuments({ ...visits, submittedAt: today, createdAt: today }),
    Submissions.countDocuments({ ...visits, status: 'approved', decidedAt: today }),
    Submissions.countDocuments({ ...visits, status: 'rejected', decidedAt: today }),
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
    for (const one of operators) parts.push({ text: await todayOfIso(one, language) })
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

/** Visits to mend; what others have given the person to do stands above them. */
const mine = botCommand(['tasks', 'pending'], {
  as: 'person',
  comesLast: true,
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
        text: [say(language, 'tasks.toFix', { count: rejected }), ...rows].join('\n'),
        button: { title: say(language, 'tasks.open'), url: link('/work/results?status=rejected') },
      },
    ]
  },
})

export const promotionCommands = [isoToday, myToday, mine]
