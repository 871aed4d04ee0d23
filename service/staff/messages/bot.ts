/** What the bot answers about staff: requests that wait, with the numbers by which they are decided. */
import type { Operator } from '../../http/callers.ts'
import { withinRegions } from '../../http/scope.ts'
import { botCommand, longestList, type Part, type Question } from '../../notifications/command.ts'
import { link } from '../../notifications/view/link.ts'
import { say, sayTime } from '../../texts/say.ts'
import { approveRequest } from '../contract/one.ts'
import { listStaff } from '../contract/lists.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { decideByNumber } from './decide-by-number.ts'

const requestsFor = ({ scope }: Operator) => ({
  ...withinRegions(scope),
  status: 'requested' as const,
})

/** What waits in one of these workspaces, of what the operator reaches there. */
const waitingFor = (operators: readonly Operator[]) =>
  operators.length === 1 ? requestsFor(operators[0]!) : { $or: operators.map(requestsFor) }

/** Requests that this person may decide, oldest first, with the numbers for `approve` and `reject`. */
async function pendingRequests({ operators, reader }: Question): Promise<Part[]> {
  const { language } = reader
  const isos = operators.map(({ workspace }) => workspace)
  const waiting = await StaffMembers.find(waitingFor(operators))
    .sort({ since: 1, _id: 1 })
    .limit(longestList)
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  if (!waiting.length) return [{ text: say(language, 'pending.none'), list: [] }]
  const count = await StaffMembers.countDocuments(waitingFor(operators))
  const rows = waiting.map((member, index) =>
    say(language, isos.length > 1 ? 'pending.rowOf' : 'pending.row', {
      n: index + 1,
      name: member.name,
      phone: member.phone,
      iso: isos.find(({ id }) => id === member.iso)?.name ?? '',
      when: sayTime(reader, member.since),
    }),
  )
  const more = count - waiting.length
  const text = [
    say(language, 'pending.title', { count }),
    ...rows,
    ...(more > 0 ? [say(language, 'pending.more', { count: more })] : []),
    say(language, 'pending.how', { n: 1 }),
  ].join('\n')
  return [{ text, list: waiting.map(({ _id }) => _id) }]
}

const pending = botCommand('pending', { as: 'iso', may: approveRequest, answer: pendingRequests })

const tasks = botCommand('tasks', {
  as: 'iso',
  may: approveRequest,
  async answer({ operators, reader: { language } }) {
    const count = await StaffMembers.countDocuments(waitingFor(operators))
    if (!count) return []
    const title = say(language, 'tasks.openRequests')
    const button = { title, url: link('/console/staff/requests') }
    return [{ text: say(language, 'tasks.decide', { count }), button }]
  },
})

const decide = botCommand(['approve', 'reject'], {
  as: 'person',
  changes: true,
  async answer({ asker, reader: { language }, command }) {
    if (command.verb !== 'approve' && command.verb !== 'reject') return []
    return [{ text: await decideByNumber(asker, language, command) }]
  },
})

const me = botCommand('me', {
  as: 'person',
  answer({ asker: { staff }, reader: { language } }) {
    if (!staff) return []
    const { name, iso } = staff
    return [{ text: say(language, 'me.staff', { name, iso: iso.name }) }]
  },
})

const help = [
  botCommand('help', {
    as: 'iso',
    may: listStaff,
    answer: ({ reader: { language } }) => [{ text: say(language, 'help.operator') }],
  }),
  botCommand('help', {
    as: 'platform',
    answer: ({ operators, reader: { language } }) =>
      operators.length ? [{ text: say(language, 'help.reviewer') }] : [],
  }),
  botCommand('help', {
    as: 'person',
    answer: ({ reader: { language } }) => [{ text: say(language, 'help.staff') }],
  }),
]

export const staffCommands = [...help, pending, tasks, decide, me]
