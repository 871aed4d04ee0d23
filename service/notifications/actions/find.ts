/** Finds messages inside what the caller may reach: an operator's own ISO, or all of them for the platform. */
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { orNotFound } from '../../errors.ts'
import { type Scope, within } from '../../http/scope.ts'
import { searchStartsOf } from '../../text/search-starts.ts'
import { people } from '../registry.ts'
import { messageKinds, messageStatuses, type MessageKind, type MessageStatus } from '../contract.ts'
import { messageIndexes, Messages, type Message } from '../model.ts'

/** @throws Refusal `not_found` outside the caller's scope just as when there is none */
export async function findMessage(scope: Scope, id: string): Promise<Message> {
  return orNotFound(
    Messages.findOne({ _id: id, ...within(scope, 'tenant') }).lean<Message | null>(),
  )
}

/** What the list is narrowed to. */
interface MessageFilter {
  status?: MessageStatus | undefined
  kind?: MessageKind | undefined
  search?: string | undefined
}

/** Ranges instead of patterns: what people type is never part of an expression. */
function beginsWith(starts: readonly string[]): Record<string, unknown> {
  const ranges = starts.map((start) => ({ searchName: { $gte: start, $lt: `${start}\uffff` } }))
  return ranges.length > 1 ? { $or: ranges } : { ...ranges[0] }
}

/**
 * Newest first. What a search finds comes in the order of names, because that is the order of its index; kinds and
 * states are all named, so that one range of an index is read for each.
 */
export async function pageOfMessages(
  scope: Scope,
  query: MessageFilter & { limit: number; after?: string | undefined },
): Promise<Page<Message>> {
  const { status, kind, limit, after } = query
  const starts = searchStartsOf(query.search ?? '')
  const isSearch = starts.length > 0
  const isWhole = !status && !kind && !isSearch
  const filter = {
    ...(isSearch ? beginsWith(starts) : {}),
    ...within(scope, 'tenant'),
    ...(isWhole
      ? {}
      : {
          kind: { $in: kind ? [kind] : messageKinds },
          status: { $in: status ? [status] : messageStatuses },
        }),
  }
  const index = messageIndexes[isWhole ? 'whole' : isSearch ? 'searched' : 'narrowed']
  return keysetPage<Message>(Messages, filter, {
    sort: [...(isSearch ? [['searchName', 1] as [string, 1]] : []), ['createdAt', -1], ['_id', -1]],
    limit,
    after,
    select: { content: 0, data: 0 },
    hint: scope.isos !== 'all' ? { tenant: 1, ...index } : index,
  })
}

/** Names of the ISOs that messages belong to, by id. */
export async function isoNames(messages: readonly Message[]): Promise<ReadonlyMap<string, string>> {
  return people().isoNames([...new Set(messages.map(({ tenant }) => tenant))])
}
