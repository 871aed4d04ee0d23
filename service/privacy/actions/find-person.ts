/** Finds a person in all that is kept: each id or number that one row holds leads to the others. */
import { Accounts, type Account } from '../../accounts/model.ts'
import { among, type Person } from '../../database/personal-data.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { Members, type Member } from '../../team/model.ts'

/** One of them. */
export interface Wanted {
  /** E.164. */
  phone?: string | undefined
  email?: string | undefined
  /** Of an entry of staff or of an account. */
  id?: string | undefined
}

export interface FoundPerson extends Person {
  entries: readonly StaffMember[]
  memberships: readonly Member[]
}

const fields = {
  _id: 1,
  iso: 1,
  name: 1,
  phone: 1,
  status: 1,
  dingtalkUserId: 1,
  past: 1,
  broughtIn: 1,
}

const userIdsOf = ({ dingtalkUserId, past = [] }: StaffMember) => [
  ...(dingtalkUserId ? [dingtalkUserId] : []),
  ...past.map((one) => one.dingtalkUserId),
]

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/**
 * The entry of a person at one ISO, and those at others of the same DingTalk user; the console account that the user
 * signs in as. A phone number alone joins entries that no DingTalk user is known of.
 */
export async function findPerson({ phone, email, id }: Wanted): Promise<FoundPerson | undefined> {
  const wanted = phone ? { phone } : { _id: id ?? '' }
  const first = await StaffMembers.find(wanted, fields).lean<StaffMember[]>()
  const account = await Accounts.findOne(
    email ? { email: email.toLowerCase() } : { _id: id ?? '' },
  ).lean<Account | null>()
  if (!first.length && !account) return undefined

  const dingtalkUserIds = unique([
    ...first.flatMap(userIdsOf),
    ...(account?.dingtalkUserId ? [account.dingtalkUserId] : []),
  ])
  const entries = await StaffMembers.find(
    {
      $or: [
        { _id: among(first.map(({ _id }) => _id)) },
        { dingtalkUserId: among(dingtalkUserIds) },
        { 'past.dingtalkUserId': among(dingtalkUserIds) },
      ],
    },
    fields,
  ).lean<StaffMember[]>()
  const accounts = account
    ? [account]
    : await Accounts.find({ dingtalkUserId: among(dingtalkUserIds) }).lean<Account[]>()
  const memberships = await Members.find({
    account: among(accounts.map(({ _id }) => _id)),
  }).lean<Member[]>()
  return {
    entries,
    memberships,
    staff: entries.map(({ _id }) => _id),
    phones: unique(entries.map((entry) => entry.phone)),
    dingtalkUserIds: unique([...dingtalkUserIds, ...entries.flatMap(userIdsOf)]),
    accounts: accounts.map(({ _id }) => _id),
    members: memberships.map(({ _id }) => _id),
    workspaces: unique([
      ...entries.map(({ iso }) => iso),
      ...memberships.map(({ workspace }) => workspace),
    ]),
    names: unique([...entries, ...accounts].map(({ name }) => name)),
  }
}
