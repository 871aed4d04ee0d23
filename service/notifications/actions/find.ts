/** Finds messages inside what the caller may reach: an operator's own ISO, or all of them for the platform. */
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import type { Scope } from '../../http/callers.ts'
import { Workspaces } from '../../workspaces/model.ts'
import type { MessageKind, MessageStatus } from '../contract.ts'
import { Messages, type Message } from '../model.ts'

const inside = (scope: Scope) => ('iso' in scope ? { tenant: scope.iso } : {})

/** @throws Refusal `not_found` outside the caller's scope just as when there is none */
export async function findMessage(scope: Scope, id: string): Promise<Message> {
  const found = await Messages.findOne({ _id: id, ...inside(scope) }).lean<Message | null>()
  return found ?? refuse('not_found')
}

export async function pageOfMessages(
  scope: Scope,
  query: {
    limit: number
    after?: string | undefined
    status?: MessageStatus | undefined
    kind?: MessageKind | undefined
    search?: string | undefined
  },
): Promise<Page<Message>> {
  const start = query.search?.toLowerCase()
  const filter = {
    ...inside(scope),
    ...(query.status ? { status: query.status } : {}),
    ...(query.kind ? { kind: query.kind } : {}),
    // a range instead of a pattern: what people type is never part of an expression
    ...(start ? { searchName: { $gte: start, $lt: `${start}\uffff` } } : {}),
  }
  return keysetPage<Message>(Messages, filter, {
    sort: [
      ['createdAt', -1],
      ['_id', -1],
    ],
    limit: query.limit,
    after: query.after,
    select: { content: 0, data: 0 },
  })
}

/** Names of the ISOs that messages belong to, by id. */
export async function isoNames(messages: readonly Message[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(messages.map(({ tenant }) => tenant))]
  const isos = await Workspaces.find({ _id: { $in: ids }, kind: 'iso' })
    .select({ name: 1 })
    .lean()
  return new Map(isos.map(({ _id, name }) => [_id, name]))
}
