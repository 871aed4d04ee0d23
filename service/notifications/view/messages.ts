/** What callers see of messages and of their own wishes. */
import { config } from '../../config.ts'
import type { Operator, Staff } from '../../http/callers.ts'
import type { Message as MessageView, Preferences } from '../contract.ts'
import type { Message, StoredPreferences } from '../model.ts'
import { abilitiesFor } from '../policy.ts'
import { kindsFor } from '../rules/kinds.ts'

export function viewMessage(
  message: Message,
  me: Operator,
  isoNames: ReadonlyMap<string, string>,
): MessageView {
  return {
    id: message._id,
    template: message.template,
    kind: message.kind,
    recipient: { kind: message.recipient.kind, name: message.recipient.name },
    iso: isoNames.get(message.tenant) ?? null,
    status: message.status,
    createdAt: message.createdAt.toISOString(),
    updatedAt: message.updatedAt.toISOString(),
    waitsUntil: message.waitsUntil?.toISOString() ?? null,
    ways: message.ways.map(({ way, at, outcome, reason }) => ({
      way,
      at: at.toISOString(),
      outcome,
      reason: reason ?? null,
    })),
    abilities: abilitiesFor(me, message),
  }
}

export function viewPreferences(
  me: Staff | Operator,
  chosen: Pick<StoredPreferences, 'off' | 'where' | 'quiet' | 'timeZone'>,
): Preferences {
  return {
    kinds: kindsFor(me.kind).map((kind) => ({ kind, on: !chosen.off.includes(kind) })),
    where: chosen.where,
    mayChooseEmail: me.kind === 'operator',
    quiet: chosen.quiet,
    timeZone: chosen.timeZone,
    businessTimeZone: config().businessTimeZone,
  }
}
