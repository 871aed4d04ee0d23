/** Finds a person in all that is kept: each id or number that one row holds leads to the others. */
import { Accounts, type Account } from '../../accounts/model.ts'
import { among, type Person } from '../../personal-data/declaration.ts'
import { textAmong } from '../../database/typed.ts'
import { Events } from '../../outbox/model.ts'
import { staffStatuses } from '../../staff/contract/association.ts'
import { nameOrder, StaffMembers, type StaffMember } from '../../staff/model.ts'
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
  /** The number belongs to entries of several DingTalk users: it may have been given to another person since. */
  isAmbiguous: boolean
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

export const userIdsOf = ({ dingtalkUserId, past = [] }: StaffMember) => [
  ...(dingtalkUserId ? [dingtalkUserId] : []),
  ...past.map((one) => one.dingtalkUserId),
]

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** Names that no other person has in these workspaces, or anywhere at the console. */
export async function uniqueNamesOf({
  staff,
  accounts,
  workspaces,
  names,
}: Omit<Person, 'soleNames'>): Promise<string[]> {
  const taken = await Promise.all([
    // by the index of the sorted list, which finds a few more: names that differ in capitals and accents
    StaffMembers.find(
      {
        iso: among(workspaces),
        status: { $in: [...staffStatuses] },
        via: { $in: ['iso', 'request'] },
        name: among(names),
        _id: { $nin: [...staff] },
      },
      { name: 1 },
    )
      .collation(nameOrder)
      .lean(),
    Accounts.find({ name: among(names), _id: { $nin: [...accounts] } }, { name: 1 }).lean(),
  ])
  const others = new Set(taken.flat().map(({ name }) => name))
  return names.filter((name) => !others.has(name))
}

interface Ids {
  staff: string[]
  accounts: string[]
}

/** What an erasure that may have broken off was about: the rows no longer lead to each other. */
async function erasedWith(id: string): Promise<Ids> {
  const event = await Events.findOne({ 'subject.id': id, type: 'privacy.erased' })
    .sort({ _id: -1 })
    .lean()
  const { staff = [], accounts = [] } = (event?.data ?? {}) as Partial<Ids>
  return { staff, accounts }
}

/**
 * The entry of a person at one ISO, and those at others of the same DingTalk user; the console account that the user
 * signs in as. A phone number alone joins entries that no DingTalk user is known of.
 */
export async function findPerson({ phone, email, id }: Wanted): Promise<FoundPerson | undefined> {
  const before = id ? await erasedWith(id) : { staff: [], accounts: [] }
  const first = await StaffMembers.find(
    phone ? { phone } : { _id: among([...(id ? [id] : []), ...before.staff]) },
    fields,
  ).lean<StaffMember[]>()
  const named = await Accounts.find(
    email
      ? { email: email.toLowerCase() }
      : { _id: among([...(id ? [id] : []), ...before.accounts]) },
  ).lean<Account[]>()
  if (!first.length && !named.length) return undefined

  const dingtalkUserIds = unique([
    ...first.flatMap(userIdsOf),
    ...named.flatMap(({ dingtalkUserId }) => dingtalkUserId ?? []),
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
  const accounts = await Accounts.find({
    $or: [
      { _id: among(named.map(({ _id }) => _id)) },
      { dingtalkUserId: textAmong(dingtalkUserIds) },
    ],
  }).lean<Account[]>()
  const memberships = await Members.find({
    account: among(accounts.map(({ _id }) => _id)),
  }).lean<Member[]>()
  const person = {
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
  const users = new Set(first.flatMap(({ dingtalkUserId }) => dingtalkUserId ?? []))
  return {
    ...person,
    soleNames: await uniqueNamesOf(person),
    entries,
    memberships,
    isAmbiguous: users.size > 1,
  }
}
