/** `operator:add`: another person at the console of a workspace. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { addOperator, rolesOf } from '../../../service/workspaces/actions/set-up.ts'
import type { Workspace } from '../../../service/workspaces/model.ts'
import { accessInput, accessMeant, accessOptions, accessWords } from '../access.ts'
import { command, WrongUsage } from '../command.ts'
import { workspaceCalled } from '../workspace.ts'
import { email, language, languageOption, linkOutcome, mail, mailOption, name } from '../person.ts'

/** Ids of the roles, which are written without what is before the point. @throws WrongUsage */
async function rolesCalled(names: readonly string[], workspace: Workspace): Promise<string[]> {
  const known = await rolesOf(workspace)
  const short = (id: string) => id.replace(/^.*\./, '')
  const ids = names.map((wanted) => known.find(({ _id }) => short(_id) === short(wanted))?._id)
  const unknown = names.filter((_, index) => !ids[index])
  if (unknown.length) {
    const all = known.map(({ _id }) => short(_id)).join(', ')
    throw new WrongUsage([`--role: there is no ${unknown.join(', ')} here; the roles are ${all}`])
  }
  return [...new Set(ids.flatMap((id) => id ?? []))]
}

export const operatorAdd = command({
  name: 'operator:add',
  summary: 'Add a person to the platform or to an ISO',
  more: 'Who has an account already gets no link: the person signs in as before.',
  options: {
    workspace: {
      value: '<which>',
      about: 'platform, or the id or the e-mail of an ISO',
      needed: true,
    },
    email: { value: '<e-mail>', about: 'with which the person signs in', needed: true },
    name: { value: '<name>', about: 'of the person', needed: true },
    role: {
      value: '<role>',
      about: 'such as administrator, reviewer, inspections, operations; admin at an ISO',
      multiple: true,
      needed: true,
    },
    ...accessOptions,
    language: languageOption,
    mail: mailOption,
  },
  input: z.object({
    workspace: z.string().check(z.trim(), z.minLength(1)),
    email,
    name,
    role: z.array(z.string()),
    ...accessInput,
    language,
    mail,
  }),
  database: 'prepared',
  async run({ workspace: which, role, region, iso, mail: wanted, ...person }) {
    const workspace = await workspaceCalled(which)
    const roles = await rolesCalled(role, workspace)
    const access = await accessMeant(workspace, { region, iso })
    const added = await addOperator(workspace, person, { roles, access, by: atConsole })
    const { lines, data, ending } = await linkOutcome(added, { kind: 'first', mail: wanted })
    return {
      ...(ending ? { ending } : {}),
      lines: [
        `${added.account.email} is an operator of ${workspace.name} now (${roles.join(', ')}${access ? `, ${accessWords(access)}` : ''}).`,
        ...lines,
      ],
      data: {
        workspace: workspace._id,
        account: added.account._id,
        roles,
        ...(access && { access }),
        ...data,
      },
    }
  },
})
