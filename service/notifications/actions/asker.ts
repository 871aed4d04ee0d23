/** The person who writes to the bot, with the same rights as in the console and in the workspace. */
import { Accounts } from '../../accounts/model.ts'
import type { AssociatedStaff, Operator } from '../../http/callers.ts'
import { scopeOfIso } from '../../http/scope.ts'
import { textIs } from '../../database/typed.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { languageOf } from '../../staff/rules/language.ts'
import { Members } from '../../team/model.ts'
import { findOperatorInDingTalk } from '../../workspaces/actions.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { preferencesOf } from './preferences.ts'
import type { Recipient } from './recipients.ts'

export interface Asker {
  dingtalkUserId: string
  name: string
  /** The chosen language; undefined when the person is unknown here. */
  language: string | undefined
  /** Until they choose one, and write in none that the bot knows. */
  likelyLanguage: string | undefined
  /** Chosen; IANA name. */
  timeZone: string | null
  /** One for each workspace that they work in. */
  operators: Operator[]
  staff: AssociatedStaff | undefined
  /** Why a person is neither: the ISO they were with, and whether it is only suspended. */
  former: { iso: string; suspended: boolean } | undefined
  account: string | undefined
}

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

export async function whoAsks(dingtalkUserId: string): Promise<Asker> {
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

/** Tenant under which what the bot says to them is kept. */
export function tenantOf({ operators, staff }: Asker): string {
  const [operator] = operators
  if (operator) return operator.workspace.id
  return staff?.iso.id ?? 'platform'
}

export function asRecipient(asker: Asker, language: string): Recipient {
  const { dingtalkUserId, name, account } = asker
  return { kind: account ? 'operator' : 'staff', name, language, dingtalkUserId, account }
}
