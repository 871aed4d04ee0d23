/** Starts, pauses, resumes, cancels and ends an import, each by compare-and-set with its event. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { refuse } from '../../../errors.ts'
import { system, type Actor } from '../../../http/callers.ts'
import { record } from '../../../outbox/record.ts'
import { StaffImportFiles, StaffImportRows, StaffImports, type StaffImport } from '../model.ts'
import { importTransitions, type ImportVerb } from '../rules/states.ts'
import {
  importCancelled,
  importFinished,
  importPaused,
  importResumed,
  importStarted,
  importStuck,
} from '../events.ts'

const events = {
  start: importStarted,
  pause: importPaused,
  stick: importStuck,
  resume: importResumed,
  cancel: importCancelled,
  finish: importFinished,
} as const satisfies Record<ImportVerb, unknown>

interface Step {
  by: Actor
  /** What must still hold beside the state. */
  where?: { revision?: number; mends?: number | null }
  set?: Partial<StaffImport>
  unset?: (keyof StaffImport)[]
}

/** @returns undefined when it is in another state by now */
async function step(
  one: StaffImport,
  verb: ImportVerb,
  { by, where = {}, set = {}, unset = [] }: Step,
): Promise<StaffImport | undefined> {
  const { from, to } = importTransitions[verb]
  return transaction(async () => {
    const changed = await StaffImports.findOneAndUpdate(
      { _id: one._id, iso: one.iso, status: { $in: from }, ...where },
      { $set: { status: to, ...set }, $unset: Object.fromEntries(unset.map((name) => [name, 1])) },
      { returnDocument: 'after' },
    ).lean<StaffImport | null>()
    if (!changed) return undefined
    await record(events[verb], {
      tenant: one.iso,
      id: one._id,
      by,
      data: { status: to },
    })
    return changed
  })
}

async function orRefuse(one: StaffImport, verb: ImportVerb, given: Step): Promise<StaffImport> {
  const changed = await step(one, verb, given)
  if (changed) return changed
  const there = await StaffImports.findById(one._id).lean<StaffImport>()
  refuse('wrong_state', { about: { status: there?.status ?? one.status } })
}

/**
 * @param seen revision of the preview that was looked at, and how many rows were mended in it
 * @throws Refusal `import_changed` when the rows were checked or mended since, `encoding_not_chosen` while names can be
 * read in more than one way, `no_rows` when nobody can be added
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

/** DingTalk has taken nobody for days: somebody must look. */
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
