/** Starts, pauses, resumes, cancels and ends an import, each by compare-and-set with its event. */
import { clock } from '../../clock.ts'
import { refuse } from '../../errors.ts'
import { system, type Actor } from '../../http/callers.ts'
import { move, tryMove } from '../../states/move.ts'
import { StaffImportFiles, StaffImportRows, StaffImports, type StaffImport } from '../model.ts'
import { importMachine, type ImportStep } from '../rules/states.ts'

interface Step {
  by: Actor
  /** What must still hold beside the state. */
  where?: { revision?: number; mends?: number | null }
  set?: Partial<StaffImport>
  unset?: (keyof StaffImport)[]
}

const moveOf = ({ iso }: StaffImport, { where, ...given }: Step) => ({
  tenant: iso,
  ...given,
  where: { iso, ...where },
  data: ({ status }: StaffImport) => ({ status }),
})

/** @returns undefined when it is in another state by now */
function step(one: StaffImport, step: ImportStep, given: Step): Promise<StaffImport | undefined> {
  return tryMove(StaffImports, importMachine, one, step, { ...moveOf(one, given), fromAny: true })
}

/** @throws Refusal `wrong_state` with `about.status` */
function orRefuse(one: StaffImport, step: ImportStep, given: Step): Promise<StaffImport> {
  return move(StaffImports, importMachine, one, step, { ...moveOf(one, given), fromAny: true })
}

/**
 * @param seen revision of the preview that was looked at, and how many rows were mended in it
 * @throws Refusal `import_changed` when the rows were checked or mended since, `encoding_not_chosen` while names can be
 * read in more than one way, `no_rows` when no row can be added
 */
export async function start(
  one: StaffImport,
  seen: { revision: number; mends?: number | undefined },
  by: Actor,
): Promise<StaffImport> {
  const { iso, status } = one
  const { revision, mends = one.mends ?? 0 } = seen
  if (status === 'checked') {
    if (one.revision !== revision || (one.mends ?? 0) !== mends) refuse('import_changed')
    if (one.reading?.unsure) refuse('encoding_not_chosen')
    if (!one.good) refuse('no_rows')
  }
  const started = await orRefuse(one, 'start', {
    by,
    where: { revision, mends: one.mends ?? null },
    set: { startedAt: clock.now() },
  })
  // left over from a check that broke off
  await StaffImportRows.deleteMany({ iso, import: one._id, revision: { $ne: revision } })
  await StaffImportFiles.deleteMany({ iso, import: one._id })
  return started
}

export function pause(one: StaffImport, by: Actor): Promise<StaffImport> {
  return orRefuse(one, 'pause', { by, unset: ['restsUntil'] })
}

/** DingTalk has taken no one for days: an operator must look. */
export async function giveUpForNow(one: StaffImport): Promise<void> {
  await step(one, 'stick', { by: system, unset: ['restsUntil'] })
}

export function resume(one: StaffImport, by: Actor): Promise<StaffImport> {
  return orRefuse(one, 'resume', { by, set: { rests: 0 } })
}

export function cancel(one: StaffImport, by: Actor): Promise<StaffImport> {
  return orRefuse(one, 'cancel', { by, set: { endedAt: clock.now() }, unset: ['restsUntil'] })
}

/** Every row has had its turn and DingTalk has answered for each. */
export async function finish(one: StaffImport): Promise<void> {
  await step(one, 'finish', { by: system, set: { endedAt: clock.now(), onTheWay: [] } })
}
