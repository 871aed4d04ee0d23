/** `person:export`: everything that is kept of a person, for them to read. */
import { writeFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { exportPerson } from '../../../service/privacy/actions/export.ts'
import { command, Refused } from '../command.ts'
import { subjectCalled, subjectInput, subjectOptions } from '../data-subject.ts'

/** @throws Refused for a file that is there already or cannot be written */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) throw error
    throw new Refused('file_not_written', `${file} could not be written (${code}).`)
  }
}

export const personExport = command({
  name: 'person:export',
  summary: 'Write everything that is kept of a person into a file, as JSON',
  more:
    'The file holds names, numbers and places, and only its owner can read it. Passwords and keys are not in it.\n' +
    'Pictures are not either: the list of photos has their ids.',
  options: {
    ...subjectOptions,
    file: { value: '<file>', about: 'to be made; it must not be there yet', needed: true },
  },
  input: z.object({ ...subjectInput, file: z.string().check(z.minLength(1)) }),
  database: 'as-it-is',
  async run({ file, ...given }) {
    const person = await subjectCalled(given)
    const kept = await exportPerson(person, atConsole)
    await write(file, `${JSON.stringify(kept, null, 2)}\n`)
    const counts = Object.fromEntries(
      Object.entries(kept).map(([collection, rows]) => [collection, rows.length]),
    )
    return {
      lines: [
        `${file} holds what is kept of the person:`,
        ...Object.entries(counts).map(([collection, rows]) => `  ${collection} ${rows}`),
      ],
      data: { file, rows: counts },
    }
  },
})
