/** What the bot answers to questions that change nothing: lists, numbers, the writer's own account. */
import { startOfBusinessDay } from '../../business-day.ts'
import type { Operator } from '../../http/callers.ts'
import { countTasks } from '../../inspections/actions/find.ts'
import { countMine } from '../../promotions/actions/find.ts'
import { Submissions } from '../../promotions/model.ts'
import { countReviews } from '../../reviews/actions/find.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { Members, Roles } from '../../team/model.ts'
import type { Endpoint } from '../../http/contract.ts'
import { within, withinRegions } from '../../http/scope.ts'
import { mayCall } from '../../http/policy.ts'
import { acceptTask, reassignTask } from '../../inspections/contract.ts'
import { reviewQueue } from '../../reviews/contract.ts'
import { approveRequest, listStaff } from '../../staff/contract.ts'
import { link } from '../view/link.ts'
import { languageName, roleName, say, sayList, sayTime } from '../../texts/say.ts'
import type { Asker } from '../people.ts'
import { tasksOfStaff } from './staff-tasks.ts'

export interface Answer {
  text: string
  button?: { title: string; url: string }
  /** Ids of staff members whose numbers the text shows. */
  list?: string[]
}

/** Numbers in one list: what a phone shows at once. */
const longestList = 9

/** This person in the workspaces where they may call the endpoint. */
const operatorsWhere = ({ operators }: Asker, endpoint: Endpoint) =>
  operators.filter((me) => mayCall(me, endpoint))

const reviewerAmong = ({ operators }: Asker): Operator | undefined =>
  operators.find((me) => mayCall(me, reviewQueue))

export function help(asker: Asker, language: string): Answer {
  if (operatorsWhere(asker, listStaff).length) return { text: say(language, 'help.operator') }
  return { text: say(language, asker.operators.length ? 'help.reviewer' : 'help.staff') }
}

const requestsFor = (me: Operator) => ({
  ...withinRegions(me.scope),
  status: 'requested' as const,
})

/** What waits in one of these workspaces, of what the operator reaches there. */
const waitingFor = (operators: Operator[]) =>
  operators.length === 1 ? requestsFor(operators[0]!) : { $or: operators.map(requestsFor) }

/** Requests that this person may decide, oldest first, with the numbers for `approve` and `reject`. */
async function pendingRequests(asker: Asker, language: string): Promise<Answer> {
  const deciders = operatorsWhere(asker, approveRequest)
  const isos = deciders.map(({ workspace }) => workspace)
  const waiting = await StaffMembers.find(waitingFor(deciders))
    .sort({ since: 1, _id: 1 })
    .limit(longestList)
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  if (!waiting.length) return { text: say(language, 'pending.none'), list: [] }
  const count = await StaffMembers.countDocuments(waitingFor(deciders))
  const rows = waiting.map((member, index) =>
    say(language, isos.length > 1 ? 'pending.rowOf' : 'pending.row', {
      n: index + 1,
      name: member.name,
      phone: member.phone,
      iso: isos.find(({ id }) => id === member.iso)?.name ?? '',
      when: sayTime({ language, timeZone: asker.timeZone }, member.since),
    }),
  )
  const more = count - waiting.length
  return {
    text: [
      say(language, 'pending.title', { count }),
      ...rows,
      ...(more > 0 ? [say(language, 'pending.more', { count: more })] : []),
      say(language, 'pending.how', { n: 1 }),
    ].join('\n'),
    list: waiting.map(({ _id }) => _id),
  }
}

export async function pending(asker: Asker, language: string): Promise<Answer> {
  if (operatorsWhere(asker, approveRequest).length) return pendingRequests(asker, language)
  const reviewer = reviewerAmong(asker)
  if (reviewer) return queue(reviewer, language)
  if (asker.staff) return tasksOfStaff(asker.staff, { language, timeZone: asker.timeZone })
  return { text: say(language, 'request.notAllowed') }
}

async function queue(me: Operator, language: string): Promise<Answer> {
  const { waiting } = await countReviews(me)
  return {
    text: say(language, 'pending.reviews', { count: waiting }),
    button: { title: say(language, 'tasks.openQueue'), url: link('/console/reviews') },
  }
}

/** What of verification tasks waits for the platform: those sent in, and those that are unassigned. */
const ofInspections = [
  { status: 'submitted', endpoint: acceptTask, words: 'tasks.inspections' },
  { status: 'unassigned', endpoint: reassignTask, words: 'tasks.unassigned' },
] as const

/** Reviews and verification tasks; undefined for a person without either right. */
async function tasksOfPlatform(asker: Asker, language: string): Promise<Answer | undefined> {
  const reviewer = reviewerAmong(asker)
  const reviews = reviewer && (await queue(reviewer, language))
  const lines: { text: string; status: string }[] = []
  for (const { status, endpoint, words } of ofInspections) {
    const me = asker.operators.find((one) => mayCall(one, endpoint))
    const count = me ? await countTasks(me.scope, status) : 0
    if (count) lines.push({ text: say(language, words, { count }), status })
  }
  const [first] = lines
  if (!first) return reviews
  return {
    text: [...(reviews ? [reviews.text] : []), ...lines.map(({ text }) => text)].join('\n'),
    button: {
      title: say(language, 'tasks.openInspections'),
      url: link(`/console/inspections?status=${first.status}`),
    },
  }
}

/** What waits for this person: verification tasks, visits to mend, requests to decide, reviews. */
export async function tasks(asker: Asker, language: string): Promise<Answer> {
  if (asker.staff && !asker.operators.length)
    return tasksOfStaff(asker.staff, { language, timeZone: asker.timeZone })
  const deciders = operatorsWhere(asker, approveRequest)
  const count = deciders.length ? await StaffMembers.countDocuments(waitingFor(deciders)) : 0
  if (count) {
    return {
      text: say(language, 'tasks.decide', { count }),
      button: {
        title: say(language, 'tasks.openRequests'),
        url: link('/console/staff/requests'),
      },
    }
  }
  const forPlatform = await tasksOfPlatform(asker, language)
  if (forPlatform) return forPlatform
  return asker.staff
    ? tasksOfStaff(asker.staff, { language, timeZone: asker.timeZone })
    : { text: say(language, 'tasks.none') }
}

async function todayOfIso(me: Operator, language: string): Promise<string> {
  const { workspace: iso, scope } = me
  const today = { $gte: startOfBusinessDay() }
  const [waiting, joined, sent, approved, rejected] = await Promise.all([
    StaffMembers.countDocuments(requestsFor(me)),
    StaffMembers.countDocuments({ ...withinRegions(scope), status: 'associated', since: today }),
    Submissions.countDocuments({ ...within(scope), submittedAt: today, createdAt: today }),
    Submissions.countDocuments({ ...within(scope), status: 'approved', decidedAt: today }),
    Submissions.countDocuments({ ...within(scope), status: 'rejected', decidedAt: today }),
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
export async function today(asker: Asker, language: string): Promise<Answer> {
  const parts: string[] = []
  for (const one of operatorsWhere(asker, listStaff)) parts.push(await todayOfIso(one, language))
  const reviewer = reviewerAmong(asker)
  if (reviewer) {
    const { waiting, decidedToday } = await countReviews(reviewer)
    parts.push(say(language, 'today.reviewer', { waiting, decided: decidedToday }))
  }
  if (asker.staff) {
    const { today: mine, in_review, approved, rejected } = await countMine(asker.staff)
    const states = { inReview: in_review, approved, rejected }
    parts.push(say(language, 'today.mine', mine), say(language, 'today.states', states))
  }
  return { text: parts.join('\n\n') || say(language, 'today.nothing') }
}

async function rolesOf(me: Operator, language: string): Promise<string> {
  const member = await Members.findById(me.id).lean()
  const roles = await Roles.find({ _id: { $in: member?.roles ?? [] } }).lean()
  return sayList(
    language,
    roles.map((role) => roleName(language, role)),
  )
}

export async function me(asker: Asker, language: string): Promise<Answer> {
  const lines: string[] = []
  for (const operator of asker.operators) {
    const { name, workspace } = operator
    const roles = await rolesOf(operator, language)
    lines.push(say(language, 'me.operator', { name, roles, workspace: workspace.name }))
  }
  if (asker.staff) {
    const { name, iso } = asker.staff
    lines.push(say(language, 'me.staff', { name, iso: iso.name }))
  }
  lines.push(say(language, 'me.language', { language: languageName(language) }))
  return { text: lines.join('\n') }
}

/** What to do for a person in the organisation who belongs to no ISO. */
export function nobody({ former }: Asker, language: string): Answer {
  if (!former) return { text: say(language, 'nobody.new') }
  const key = former.suspended ? 'nobody.suspended' : 'nobody.left'
  return { text: say(language, key, { iso: former.iso }) }
}
