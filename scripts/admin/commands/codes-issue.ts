/** `codes:issue`: puts printed Marketing Codes on the list of an ISO. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { issueList } from '../../../service/marketing-codes/actions/lists.ts'
import { asNoCodes, codesGiven, fileOption, shown } from '../code-words.ts'
import { command } from '../command.ts'
import { isoCalled } from '../workspace.ts'

export const codesIssue = command({
  name: 'codes:issue',
  summary: 'Put Marketing Codes on the list of an ISO, whose staff can use them from then on',
  more:
    'Codes that are on a list already stay as they are. A code has 6 to 40 letters or digits; when one of the words has another form, nothing is done.\n' +
    'It ends with 1 when codes are on the list of another ISO; all others are done then.',
  options: {
    iso: { value: '<which>', about: 'id or e-mail of the ISO', needed: true },
    file: fileOption,
  },
  words: { value: '[code …]', about: 'such as APMC-HP-0001' },
  input: z.object({
    iso: z.string().check(z.trim(), z.minLength(1)),
    file: z.optional(z.string()),
    words: z.array(z.string()),
  }),
  database: 'prepared',
  async run({ iso, file, words }) {
    const codes = await codesGiven(words, file)
    const { _id, name } = await isoCalled(iso)
    const done = await issueList(_id, codes, atConsole).catch(asNoCodes(codes))
    const { given, issued, known, elsewhere } = done
    return {
      ...(elsewhere.length ? { ending: 'refused' as const } : {}),
      lines: [
        `${issued} of ${given} codes are new on the list of ${name}; ${known} were on it before.`,
        ...(elsewhere.length
          ? [`${elsewhere.length} are on the list of another ISO and stay there:`, shown(elsewhere)]
          : []),
      ],
      data: { iso: _id, ...done },
    }
  },
})
