/** Finds ISOs for the platform. */
import { countUpTo, keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import { reaches, wholeIsos, within, type Scope } from '../../http/scope.ts'
import type { IsoOrder } from '../contract/order.ts'
import type { IsoStatus } from '../contract/isos.ts'
import { loosePattern } from '../../text/loose-pattern.ts'
import { searchEmailOf } from '../../text/search-starts.ts'
import { Workspaces, type Workspace } from '../model.ts'

/** @throws Refusal `not_found`, also outside the scope, and for the platform itself, which cannot be suspended */
export async function findIso(scope: Scope, id: string): Promise<Workspace> {
  if (!reaches(wholeIsos(scope), { iso: id })) refuse('not_found')
  return (await Workspaces.findOne({ _id: id, kind: 'iso' }).lean()) ?? refuse('not_found')
}

/** What is done first at a store; null until it was agreed on. */
export async function orderOf(iso: string): Promise<IsoOrder | null> {
  const found = await Workspaces.findById(iso).select({ order: 1 }).lean()
  return found?.order?.value ?? null
}

interface Wanted {
  status?: IsoStatus | undefined
  /** Part of the name or of the e-mail. */
  search?: string | undefined
}

function queryOf(scope: Scope, { status, search = '' }: Wanted): Record<string, unknown> {
  const email = searchEmailOf(search)
  return {
    ...within(wholeIsos(scope), '_id'),
    kind: 'iso',
    ...(status && { status }),
    // companies are hundreds, which an index has ready in the order of the list
    ...(search && {
      $or: [
        { name: loosePattern(search) },
        ...(email ? [{ email: new RegExp(RegExp.escape(email), 'i') }] : []),
      ],
    }),
  }
}

export async function pageOfIsos(
  scope: Scope,
  query: Wanted & { limit: number; after?: string | undefined },
): Promise<Page<Workspace>> {
  return keysetPage<Workspace>(Workspaces, queryOf(scope, query), {
    sort: [
      ['createdAt', -1],
      ['_id', -1],
    ],
    limit: query.limit,
    after: query.after,
  })
}

export async function countIsos(scope: Scope, { search }: Pick<Wanted, 'search'>) {
  const [active, suspended] = await Promise.all([
    countUpTo(Workspaces, queryOf(scope, { status: 'active', search })),
    countUpTo(Workspaces, queryOf(scope, { status: 'suspended', search })),
  ])
  return { active, suspended }
}
