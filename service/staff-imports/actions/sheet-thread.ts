/** A thread of its own that reads one spreadsheet: whatever a file does to it, the service goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ReadingChoice } from '../contract.ts'
import { readFile } from '../rules/reading.ts'

const { bytes, choice } = workerData as { bytes: Uint8Array; choice: ReadingChoice }

parentPort?.postMessage(readFile(bytes, choice))
