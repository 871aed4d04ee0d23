/** The person who writes to the bot, with the same rights as in the console and in the workspace. */
import { Accounts } from '../../accounts/model.ts'
import type { AssociatedStaff, Operator } from '../../http/callers.ts'
import { may, type Policy } from '../../http/policy.ts'
import { scopeOfIso } from '../../http/scope.ts'
import { textIs } from '../../database/typed.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { languageOf } from '../rules/language.ts'
import { Members } from '../../team/model.ts'
import { findOperatorInDingTalk } from '../../workspaces/actions/workspaces.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { preferencesOf } from '../../notifications/actions/preferences.ts'
import type { Press } from '../../notifications/message.ts'
import type { Asker } from '../../notifications/people.ts'

async function operatorsOf(dingtalkUserId: string, accountId: string): Promise<Operator[]> {
  const members = await Members.find({ account: accountId, status: 'active' })
    .sort({ createdAt: 1 })
    .lean()
  const operators: Operator[] = []
  for (const { workspace } of members) {
    const operator = await findOperatorInDingTalk(dingtalkUserId, workspace)
    if (operator) operators.push(operator)
  }
  return operators
}

function asStaff(member: StaffMember, dingtalkUserId: string, isoName: string): AssociatedStaff {
  return {
    kind: 'staff',
    id: member._id,
    dingtalkUserId,
    sessionId: 'dingtalk',
    name: member.name,
    language: languageOf(member),
    iso: { id: member.iso, name: isoName },
    scope: scopeOfIso(member.iso),
  }
}

export async function findAsker(dingtalkUserId: string): Promise<Asker> {
  const account = await Accounts.findOne({ dingtalkUserId: textIs(dingtalkUserId) }).lean()
  const operators = account ? await operatorsOf(dingtalkUserId, account._id) : []
  const members = await StaffMembers.find({ dingtalkUserId })
    .select({ timeline: 0 })
    .sort({ since: -1 })
    .lean<StaffMember[]>()
  const member = members.find(({ status }) => status === 'associated') ?? members[0]
  const iso = member && (await Workspaces.findById(member.iso).lean())
  const [chosen] = await preferencesOf([{ account: account?._id, dingtalkUserId }])
  const works = member?.status === 'associated' && iso?.status === 'active'
  return {
    dingtalkUserId,
    name: account?.name ?? member?.name ?? '',
    language: account?.language ?? member?.language,
    likelyLanguage: member && languageOf(member),
    timeZone: chosen?.timeZone ?? null,
    operators,
    staff: works ? asStaff(member, dingtalkUserId, iso.name) : undefined,
    former:
      iso && !works ? { iso: iso.name, suspended: member?.status === 'associated' } : undefined,
    account: account?._id,
  }
}

/** Who may press a button, where staff may by a policy of the domain: `button('…', { may: staffMay(taskPolicy, 'start') })`. */
export const staffMay =
  <Verb extends string, Thing>(policy: Policy<Verb, Thing>, verb: Verb) =>
  async ({ userId, thing }: Press<Thing>): Promise<boolean> => {
    const { staff } = await findAsker(userId)
    return staff !== undefined && may(staff, policy, verb, thing)
  }
