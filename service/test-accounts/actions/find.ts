/** Finds test accounts and looks at them, inside what the caller may reach. */
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { besides, narrowed, wholeIsos, within, type Scope } from '../../http/scope.ts'
import type { StaffMember } from '../../staff/model.ts'
import { searchEmailOf } from '../../text/search-starts.ts'
import { Workspaces } from '../../workspaces/model.ts'
import type { TestAccountStatus } from '../contract/account.ts'
import { Reveals, TestAccounts, type StoredReveal, type TestAccount } from '../model.ts'

/** Accounts offered at once. */
const longestOffer = 20

/** Beginnings as a range: what people type is never part of an expression. */
function startsWith(search: string | undefined): { email?: { $gte: string; $lt: string } } {
  const start = searchEmailOf(search ?? '')
  return start ? { email: { $gte: start, $lt: `${start}\uffff` } } : {}
}

const withoutSecrets = { secrets: 0 } as const

export async function pageOfTestAccounts(
  scope: Scope,
  query: {
    limit: number
    after?: string | undefined
    status?: TestAccountStatus | undefined
    iso?: string | undefined
    search?: string | undefined
  },
): Promise<Page<TestAccount>> {
  const { limit, after, status, iso, search } = query
  return keysetPage<TestAccount>(
    TestAccounts,
    { ...startsWith(search), ...within(narrowed(scope, iso)), ...(status ? { status } : {}) },
    {
      // an e-mail is there once, and its index serves the search
      sort: searchEmailOf(search ?? '')
        ? [['email', 1]]
        : [
            ['createdAt', -1],
            ['_id', -1],
          ],
      limit,
      after,
      select: withoutSecrets,
    },
  )
}

/** Names of the ISOs that accounts are allotted to, by id. */
export async function namesOfIsos(
  accounts: readonly TestAccount[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(accounts.map(({ iso }) => iso))]
  const isos = await Workspaces.find({ _id: { $in: ids } })
    .select({ name: 1 })
    .lean()
  return new Map(isos.map(({ _id, name }) => [_id, name]))
}

/** What the ISO can lend now: not lent, and with passwords that were never shown. */
export async function availableIn(
  scope: Scope,
  search: string | undefined,
): Promise<{ items: TestAccount[]; more: boolean }> {
  const found = await TestAccounts.find({
    ...startsWith(search),
    // for all people of the ISO, whatever their regions
    ...within(wholeIsos(scope)),
    status: 'available',
    seen: false,
  })
    .select(withoutSecrets)
    .sort({ email: 1 })
    .limit(longestOffer + 1)
    .lean<TestAccount[]>()
  return { items: found.slice(0, longestOffer), more: found.length > longestOffer }
}

/** The account that this association has. */
export async function findLentTo(
  member: Pick<StaffMember, '_id' | 'iso'>,
): Promise<TestAccount | null> {
  return TestAccounts.findOne({ ...besides(member), 'loan.staff': member._id })
    .select(withoutSecrets)
    .lean<TestAccount | null>()
}

export async function pageOfReveals(
  member: StaffMember,
  query: { limit: number; after?: string | undefined },
): Promise<Page<StoredReveal>> {
  return keysetPage<StoredReveal>(
    Reveals,
    { ...besides(member), staff: member._id },
    {
      sort: [
        ['at', -1],
        ['_id', -1],
      ],
      limit: query.limit,
      after: query.after,
    },
  )
}
