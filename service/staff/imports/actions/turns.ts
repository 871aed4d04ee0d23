/** Whose spreadsheet is read next: a few at a time, one of an ISO, and ISOs by turns, so that none holds up the others. */

/** Files that are read at a time; each may take the memory of one. */
const readers = 2

/** ISOs whose files are being read. */
const reading = new Set<string>()
/** What waits, by ISO; whoever has had a turn is last. */
const waiting = new Map<string, (() => void)[]>()

function callNext(): void {
  for (const [iso, [begin, ...rest]] of waiting) {
    if (reading.size >= readers) return
    if (!begin || reading.has(iso)) continue
    waiting.delete(iso)
    // at the end of the line
    if (rest.length) waiting.set(iso, rest)
    reading.add(iso)
    begin()
  }
}

/** Does the work when it is this ISO's turn. @throws what the work throws */
export async function inTurn<T>(iso: string, work: () => Promise<T>): Promise<T> {
  const turn = Promise.withResolvers<void>()
  waiting.set(iso, [...(waiting.get(iso) ?? []), turn.resolve])
  callNext()
  await turn.promise
  try {
    return await work()
  } finally {
    reading.delete(iso)
    callNext()
  }
}
