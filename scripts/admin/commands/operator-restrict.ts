/** `operator:restrict`: what of a workspace an operator reaches from now on. */
import * as z from 'zod/mini'
import { isRefusal } from '../../../service/errors.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { restrictOperator } from '../../../service/workspaces/actions/set-up.ts'
import { accessInput, accessMeant, accessOptions, accessWords } from '../access.ts'
import { command, Refused } from '../command.ts'
import { email } from '../person.ts'
import { workspaceCalled } from '../workspace.ts'

export const operatorRestrict = command({
  name: 'operator:restrict',
  summary: 'Restrict an operator to regions or ISOs, or to nothing',
  more: 'It replaces the restrictions there are; without --region and --iso the person reaches everything again. An instance of a release from before 30 November 2026 does not know regions: stop it first.',
  options: {
    workspace: {
      value: '<which>',
      about: 'platform, or the id or the e-mail of an ISO',
      needed: true,
    },
    email: { value: '<e-mail>', about: 'with which the person signs in', needed: true },
    ...accessOptions,
  },
  input: z.object({
    workspace: z.string().check(z.trim(), z.minLength(1)),
    email,
    ...accessInput,
  }),
  database: 'prepared',
  async run({ workspace: which, email: person, ...wanted }) {
    const workspace = await workspaceCalled(which)
    const access = await accessMeant(workspace, wanted)
    await restrictOperator(workspace, person, { access, by: atConsole }).catch((error: unknown) => {
      if (!isRefusal(error, 'not_found')) throw error
      throw new Refused('no_such_operator', `${person} is no operator of ${workspace.name}.`)
    })
    return {
      lines: [`${person} is an operator of ${workspace.name} ${accessWords(access)} now.`],
      data: { workspace: workspace._id, access: access ?? null },
    }
  },
})
