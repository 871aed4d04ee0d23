/** When content without the consent of the store is still taken: what older apps hold in their queues. */

/** Number of the migration with which the service begins to demand the consent. */
export const consentMigration = 58

/** Milliseconds for which phones may send what they queued before. */
export const consentGrace = 30 * 86_400_000

/** When an id of version 7 was made, by the clock that made it; undefined for ids of other versions. */
export function madeAt(id: string): Date | undefined {
  if (id[14] !== '7') return undefined
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

/**
 * Whether content may lack the consent: it does not speak of it, or the visit began before the consent was demanded; and
 * not more than 30 days have passed since then.
 * @param since when the service began to demand it
 */
export function mayLackConsent(
  { id, storeAgreed }: { id: string; storeAgreed: boolean | undefined },
  since: Date,
  now: Date,
): boolean {
  const began = madeAt(id)
  const isOlder = storeAgreed === undefined || (began !== undefined && began < since)
  return isOlder && now.getTime() - since.getTime() < consentGrace
}
