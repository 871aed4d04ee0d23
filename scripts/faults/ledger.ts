/** Compares what the service acknowledged with what is there afterwards: what is lost, missing or there twice. */

/** One visit that was acknowledged, and how often each thing that belongs to it is there. */
export interface Entry {
  id: string
  /** Rows of the visit. */
  stored: number
  /** Of each kind of event that must be there once. */
  events: Record<string, number>
  /** Messages about it that have arrived; absent where no message is sent. */
  notifications?: number
  /** What became of its message, and of the events behind it, where none has arrived. */
  untold?: string
}

export interface Photos {
  acknowledged: number
  /** Those of them whose pictures are there whole. */
  readable: number
}

export interface Ledger {
  acknowledged: number
  stored: number
  events: number
  notifications: number | undefined
  /** Things that are there more than once. */
  doubled: number
  photos: Photos | undefined
}

/** Counts; `differences` judges. */
export function ledgerOf(entries: readonly Entry[], photos?: Photos): Ledger {
  const counts = (entry: Entry) => Object.values(entry.events)
  const told = entries.filter(({ notifications }) => notifications !== undefined)
  return {
    acknowledged: entries.length,
    stored: entries.filter(({ stored }) => stored > 0).length,
    events: entries.filter((entry) => counts(entry).every((count) => count > 0)).length,
    notifications: told.length
      ? told.filter(({ notifications = 0 }) => notifications > 0).length
      : undefined,
    doubled: entries.reduce(
      (sum, entry) =>
        sum +
        [entry.stored, ...counts(entry), entry.notifications ?? 0].filter((count) => count > 1)
          .length,
      0,
    ),
    photos,
  }
}

/** The ledgers of several rounds as one. */
export function sumOf(ledgers: readonly Ledger[]): Ledger {
  const sum = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0)
  const told = ledgers.flatMap(({ notifications }) => notifications ?? [])
  const photos = ledgers.flatMap((ledger) => ledger.photos ?? [])
  return {
    acknowledged: sum(ledgers.map(({ acknowledged }) => acknowledged)),
    stored: sum(ledgers.map(({ stored }) => stored)),
    events: sum(ledgers.map(({ events }) => events)),
    notifications: told.length ? sum(told) : undefined,
    doubled: sum(ledgers.map(({ doubled }) => doubled)),
    photos: photos.length
      ? {
          acknowledged: sum(photos.map(({ acknowledged }) => acknowledged)),
          readable: sum(photos.map(({ readable }) => readable)),
        }
      : undefined,
  }
}

/** In words, everything that differs from what was acknowledged; nothing when all is well. */
export function differences(ledger: Ledger): string[] {
  const { acknowledged, stored, events, notifications, doubled, photos } = ledger
  const words: string[] = []
  if (acknowledged === 0 && !photos?.acknowledged) words.push('nothing was acknowledged')
  if (stored < acknowledged) words.push(`${acknowledged - stored} visits lost`)
  if (events < acknowledged) words.push(`${acknowledged - events} without an event`)
  if (notifications !== undefined && notifications < acknowledged) {
    words.push(`${acknowledged - notifications} not told`)
  }
  if (doubled > 0) words.push(`${doubled} doubled`)
  if (photos && photos.readable < photos.acknowledged) {
    words.push(`${photos.acknowledged - photos.readable} photos lost`)
  }
  return words
}
