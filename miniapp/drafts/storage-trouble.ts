/** Why the phone's own database does not keep what was entered: each has its own words and way on. */

/**
 * - `full`: the phone has no room, and nothing else is called that
 * - `blocked`: it does not open, as when another window holds it
 * - `newer`: a newer version of the app has changed it
 * - `forbidden`: there is none, or this web view does not let the app use it
 * - `broken`: it fails for a reason that only the phone knows
 */
export type Trouble = 'full' | 'blocked' | 'newer' | 'forbidden' | 'broken'

export class StorageTrouble extends Error {
  override readonly name = 'StorageTrouble'
  readonly trouble: Trouble
  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(`the phone's database: ${trouble}`, options)
    this.trouble = trouble
  }
}

const troubles: Record<string, Trouble> = {
  QuotaExceededError: 'full',
  VersionError: 'newer',
  SecurityError: 'forbidden',
  NotAllowedError: 'forbidden',
}

/** @returns undefined for a fault that is not the database's */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof StorageTrouble) return error.trouble
  return error instanceof DOMException ? (troubles[error.name] ?? 'broken') : undefined
}

/** A connection that ended without an event: iOS closes them in the background. */
export function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    ['UnknownError', 'InvalidStateError', 'AbortError'].includes(error.name)
  )
}
