/** `codes:retire`: takes Marketing Codes out of use. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { retireList } from '../../../service/marketing-codes/actions/lists.ts'
import { asNoCodes, codesGiven, fileOption, shown } from '../code-words.ts'
import { command } from '../command.ts'

export const codesRetire = command({
  name: 'codes:retire',
  summary: 'Take Marketing Codes out of use forever: lost, damaged, printed wrongly',
  more:
    'Codes that stand at a spot are left alone unless --in-use is there. It ends with 1 when codes were left or are\n' +
    'on no list; all others are done then.',
  options: {
    'in-use': { about: 'retire codes that stand at a spot as well' },
    file: fileOption,
  },
  words: { value: '[code …]', about: 'such as APMC-HP-0001' },
  input: z.object({
    'in-use': z._default(z.boolean(), false),
    file: z.optional(z.string()),
    words: z.array(z.string()),
  }),
  database: 'prepared',
  async run({ 'in-use': inUse, file, words }) {
    const codes = await codesGiven(words, file)
    const done = await retireList(codes, { inUse, by: atConsole }).catch(asNoCodes(codes))
    const { given, retired, before, unknown, inUse: left } = done
    return {
      ...(unknown.length || left.length ? { ending: 'refused' as const } : {}),
      lines: [
        `${retired} of ${given} codes are retired; ${before} were before.`,
        ...(left.length
          ? [`${left.length} stand at a spot and were left (--in-use):`, shown(left)]
          : []),
        ...(unknown.length ? [`${unknown.length} are on no list:`, shown(unknown)] : []),
      ],
      data: { given, retired, before, unknown, inUse: left },
    }
  },
})
