/** Finds ISOs for the platform. */
import { countUpTo, keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import type { IsoStatus } from '../contract.ts'
import { loosePattern } from '../../text/loose-pattern.ts'
import { searchEmailOf } from '../../text/search-starts.ts'
import { Workspaces, type Workspace } from '../model.ts'

/** @throws Refusal `not_found`, also for the platform itself, which nobody suspends */
export async function findIso(id: string): Promise<Workspace> {
  return (await Workspaces.findOne({ _id: id, kind: 'iso' }).lean()) ?? refuse('not_found')
}

interface Wanted {
  status?: IsoStatus | undefined
  /** Part of the name or of the e-mail. */
  search?: string | undefined
}

function queryOf({ status, search = '' }: Wanted): Record<string, unknown> {
  const email = searchEmailOf(search)
  return {
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
  query: Wanted & { limit: number; after?: string | undefined },
): Promise<Page<Workspace>> {
  return keysetPage<Workspace>(Workspaces, queryOf(query), {
    sort: [
      ['createdAt', -1],
      ['_id', -1],
    ],
    limit: query.limit,
    after: query.after,
  })
}

export async function countIsos({ search }: Pick<Wanted, 'search'>) {
  const [active, suspended] = await Promise.all([
    countUpTo(Workspaces, queryOf({ status: 'active', search })),
    countUpTo(Workspaces, queryOf({ status: 'suspended', search })),
  ])
  return { active, suspended }
}
