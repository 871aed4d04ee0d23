/** A thread of its own that reads one spreadsheet: whatever a file does to it, the service goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ReadingChoice } from '../contract.ts'
import type { Columns } from './columns.ts'
import { readFile } from './read-file.ts'

const { bytes, choice, columns } = workerData as {
  bytes: Uint8Array
  choice: ReadingChoice
  /** Address of the module that exports them: functions cannot be sent to a thread. */
  columns: string
}

const module = (await import(columns)) as { columns: Columns }

parentPort?.postMessage(readFile(bytes, choice, module.columns))
