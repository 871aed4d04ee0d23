/** Reads an uploaded spreadsheet within limits of memory and time. */
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Refusal, refuse } from '../../errors.ts'
import { createSemaphore } from '../../http/semaphore.ts'
import { describeError, log } from '../../log.ts'
import { maxRows, type ReadingChoice } from '../contract.ts'
import type { SheetAnswer } from './answer.ts'

/** Milliseconds; 5,000 people take a fraction of a second. */
const patience = 15_000
/** A sheet that says it has a cell at its last row and column would be billions of cells. */
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/** Each may take the memory of one; a few at a time, one of an ISO, so that none holds up the others. */
const reading = createSemaphore({ permits: 2, permitsOfOne: 1 })

const thread = join(import.meta.dirname, 'thread.ts')

async function readApart(
  bytes: Uint8Array,
  choice: ReadingChoice,
  columns: string,
): Promise<SheetAnswer> {
  const worker = new Worker(thread, {
    workerData: { bytes, choice, columns },
    resourceLimits: memory,
    execArgv: [],
    env: {},
  })
  try {
    const signal = AbortSignal.timeout(patience)
    const [answer] = (await once(worker, 'message', { signal })) as [SheetAnswer]
    return answer
  } catch (error) {
    const code = (error as { code?: unknown }).code
    log.warn({ error: describeError(error) }, 'spreadsheet not read')
    // out of memory, or out of time
    if (code === 'ERR_WORKER_OUT_OF_MEMORY' || code === 'ABORT_ERR') {
      throw new Refusal('spreadsheet_too_large')
    }
    throw new Refusal('not_a_spreadsheet')
  } finally {
    await worker.terminate()
  }
}

/**
 * Rows of a file that are not blank, in order, and how it was read. Files of one ISO are read one after the other, so
 * that many at once take no more memory than a few.
 * @param columns address of the module that exports them
 * @param choice what was chosen by hand; what is left out is found
 * @param signal ends the waiting for a turn, such as when the client has hung up
 * @throws Refusal `not_a_spreadsheet`, `spreadsheet_too_large`, `too_many_rows`, `columns_missing`, `two_tables`,
 * `no_rows`, `bad_input` for a choice that this file does not offer
 */
export async function readSheet(
  columns: string,
  iso: string,
  bytes: Uint8Array,
  choice: ReadingChoice,
  signal?: AbortSignal,
): Promise<Extract<SheetAnswer, { reading: unknown }>> {
  const answer = await reading.withPermit(iso, () => readApart(bytes, choice, columns), signal)
  if ('reading' in answer) return answer
  if (answer.refused === 'bad_input') refuse('bad_input', { field: answer.field })
  if (answer.refused === 'columns_missing') {
    const { refused, ...about } = answer
    refuse(refused, { about })
  }
  if (answer.refused === 'too_many_rows') {
    refuse('too_many_rows', { about: { rows: answer.rows, most: maxRows } })
  }
  refuse(answer.refused)
}
