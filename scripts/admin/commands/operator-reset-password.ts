/** `operator:reset-password`: a new link for a person who lost the password, or the link before. */
import * as z from 'zod/mini'
import { isRefusal } from '../../../service/errors.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { resetPassword } from '../../../service/workspaces/actions/set-up.ts'
import { command, Refused } from '../command.ts'
import { email, linkOutcome, mail, mailOption } from '../person.ts'

export const operatorResetPassword = command({
  name: 'operator:reset-password',
  summary: 'Make a link with which a person sets a new password',
  more:
    'Only the newest link of a person counts. The present password and all sessions stay until the link is used;\n' +
    'then all of them end.',
  options: {
    email: { value: '<e-mail>', about: 'with which the person signs in', needed: true },
    mail: mailOption,
  },
  input: z.object({ email, mail }),
  database: 'prepared',
  async run({ email: given, mail: wanted }) {
    const added = await resetPassword(given, atConsole).catch((error: unknown) => {
      if (!isRefusal(error, 'not_found')) throw error
      throw new Refused('no_such_operator', `No operator signs in with ${given}.`)
    })
    const { lines, data, ending } = await linkOutcome(added, { kind: 'again', mail: wanted })
    return {
      ...(ending ? { ending } : {}),
      lines,
      data: { account: added.account._id, ...data },
    }
  },
})
