/** When content is still taken that lacks what the service demands by now: what older apps hold in their queues. */

/** Number of the migration with which the service begins to demand the consent. */
export const consentMigration = 58

/** Milliseconds for which phones may send what they queued before. */
export const graceOfOlderApps = 30 * 86_400_000

/** When an id of version 7 was made, by the clock that made it; undefined for ids of other versions. */
export function madeAt(id: string): Date | undefined {
  if (id[14] !== '7') return undefined
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

/**
 * Whether a visit may lack something: it does not speak of it, or the visit began before it was demanded; and not more
 * than 30 days have passed since then.
 * @param since when the service began to demand it
 */
export function mayLack(
  { id, speaksOfIt }: { id: string; speaksOfIt: boolean },
  since: Date,
  now: Date,
): boolean {
  const began = madeAt(id)
  const isOlder = !speaksOfIt || (began !== undefined && began < since)
  return isOlder && now.getTime() - since.getTime() < graceOfOlderApps
}
