/** `platform:create`: the first operator of an installation. */
import * as z from 'zod/mini'
import { isRefusal } from '../../../service/errors.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { createPlatform } from '../../../service/workspaces/actions/set-up.ts'
import { command, Refused } from '../command.ts'
import { email, language, languageOption, linkOutcome, mail, mailOption, name } from '../person.ts'

export const platformCreate = command({
  name: 'platform:create',
  summary: 'Make the platform and its first Administrator, once',
  more: 'The Administrator may do all that the platform can, and may make others. Later ones come by operator:add.',
  options: {
    email: { value: '<e-mail>', about: 'with which the person signs in', needed: true },
    name: { value: '<name>', about: 'of the person', needed: true },
    company: {
      value: '<name>',
      about: 'of the platform, as its people read it; Alipay+ without it',
    },
    language: languageOption,
    mail: mailOption,
  },
  input: z.object({ email, name, company: z._default(name, 'Alipay+'), language, mail }),
  database: 'prepared',
  async run(given) {
    const { company, mail: wanted, ...admin } = given
    const added = await createPlatform({ company, admin }, atConsole).catch((error: unknown) => {
      if (!isRefusal(error, 'wrong_state')) throw error
      throw new Refused(
        'platform_there',
        'There is a platform already, or it is just being made. Add people to it with operator:add, and give a ' +
          'person who has no password a new link with operator:reset-password.',
      )
    })
    const { lines, data, ending } = await linkOutcome(added, { kind: 'first', mail: wanted })
    return {
      ...(ending ? { ending } : {}),
      lines: [`${company} has its first Administrator, ${added.account.email}.`, ...lines],
      data: { workspace: added.workspace._id, account: added.account._id, ...data },
    }
  },
})
