/** Starts, pauses, resumes, cancels and ends an import, each by compare-and-set with its event. */
import { clock } from '../clock.ts'
import { refuse } from '../errors.ts'
import { system, type Actor } from '../http/callers.ts'
import { move, tryMove } from '../states/move.ts'
import type { ImportKind } from './kind.ts'
import type { ImportStep } from './machine.ts'
import type { StoredImport } from './model.ts'

interface Step {
  by: Actor
  /** What must still hold beside the state. */
  where?: { revision?: number; mends?: number | null }
  set?: Partial<StoredImport>
  unset?: (keyof StoredImport)[]
}

const moveOf = ({ iso }: StoredImport, { where, ...given }: Step) => ({
  tenant: iso,
  ...given,
  where: { iso, ...where },
  data: ({ status }: StoredImport) => ({ status }),
})

/** @returns undefined when it is in another state by now */
function step(
  { Imports, machine }: ImportKind,
  one: StoredImport,
  step: ImportStep,
  given: Step,
): Promise<StoredImport | undefined> {
  return tryMove(Imports, machine, one, step, { ...moveOf(one, given), fromAny: true })
}

/** @throws Refusal `wrong_state` with `about.status` */
function orRefuse(
  { Imports, machine }: ImportKind,
  one: StoredImport,
  step: ImportStep,
  given: Step,
): Promise<StoredImport> {
  return move(Imports, machine, one, step, { ...moveOf(one, given), fromAny: true })
}

/**
 * @param seen revision of the preview that was looked at, and how many rows were mended in it
 * @throws Refusal `import_changed` when the rows were checked or mended since, `encoding_not_chosen` while texts can be
 * read in more than one way, `no_rows` when no row can be added
 */
export async function start(
  kind: ImportKind,
  one: StoredImport,
  seen: { revision: number; mends?: number | undefined },
  by: Actor,
): Promise<StoredImport> {
  const { iso, status } = one
  const { revision, mends = one.mends ?? 0 } = seen
  if (status === 'checked') {
    if (one.revision !== revision || (one.mends ?? 0) !== mends) refuse('import_changed')
    if (one.reading?.unsure) refuse('encoding_not_chosen')
    if (!one.good) refuse('no_rows')
  }
  const started = await orRefuse(kind, one, 'start', {
    by,
    where: { revision, mends: one.mends ?? null },
    set: { startedAt: clock.now() },
  })
  // left over from a check that broke off
  await kind.Rows.deleteMany({ iso, import: one._id, revision: { $ne: revision } })
  await kind.files.remove({ workspace: iso, record: one._id })
  return started
}

export function pause(kind: ImportKind, one: StoredImport, by: Actor): Promise<StoredImport> {
  return orRefuse(kind, one, 'pause', { by, unset: ['restsUntil'] })
}

/** The outside has taken nothing for days: an operator must look. */
export async function giveUpForNow(kind: ImportKind, one: StoredImport): Promise<void> {
  await step(kind, one, 'stick', { by: system, unset: ['restsUntil'] })
}

export function resume(kind: ImportKind, one: StoredImport, by: Actor): Promise<StoredImport> {
  return orRefuse(kind, one, 'resume', { by, set: { rests: 0 } })
}

export function cancel(kind: ImportKind, one: StoredImport, by: Actor): Promise<StoredImport> {
  return orRefuse(kind, one, 'cancel', { by, set: { endedAt: clock.now() }, unset: ['restsUntil'] })
}

/** Every row has had its turn, and there is an answer for each. */
export async function finish(kind: ImportKind, one: StoredImport): Promise<void> {
  await step(kind, one, 'finish', { by: system, set: { endedAt: clock.now(), onTheWay: [] } })
}
