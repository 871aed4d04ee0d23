/** `person:export`: everything that is kept of a person, for them to read. */
import { open, rm, type FileHandle } from 'node:fs/promises'
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { personalData } from '../../../service/domains.ts'
import { exportPerson } from '../../../service/privacy/actions/export.ts'
import { command, Refused } from '../command.ts'
import { subjectCalled, subjectInput, subjectOptions } from '../data-subject.ts'

/** @throws Refused for a file that is there already or cannot be written */
async function make(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600)
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
    // before the export is recorded: what cannot be written is not exported
    const made = await make(file)
    let kept: Awaited<ReturnType<typeof exportPerson>>
    try {
      kept = await exportPerson(person, personalData, atConsole)
      await made.writeFile(`${JSON.stringify(kept, null, 2)}\n`)
    } catch (error) {
      await rm(file)
      throw error
    } finally {
      await made.close()
    }
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
