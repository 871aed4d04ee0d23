/** Options that name the person whose data a command is about. */
import * as z from 'zod/mini'
import { findPerson, type FoundPerson } from '../../service/privacy/actions/find-person.ts'
import { Workspaces } from '../../service/workspaces/model.ts'
import { Refused, WrongUsage, type Option } from './command.ts'
import { email } from './person.ts'

export const subjectOptions: Record<'phone' | 'email' | 'id', Option> = {
  phone: { value: '<number>', about: 'of a staff member, such as +6581234567' },
  email: { value: '<e-mail>', about: 'with which an operator signs in' },
  id: { value: '<id>', about: 'of an entry of staff or an account, as the audit log has it' },
}

export const subjectInput = {
  phone: z.optional(
    z.string().check(
      z.overwrite((text) => text.replace(/[\s().-]/g, '')),
      z.regex(/^\+\d{6,15}$/, 'must be written with its country code, such as +6581234567'),
    ),
  ),
  email: z.optional(email),
  id: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(64))),
}

/** One line for each entry and account, to check that it is the right person. */
export async function describe({ entries, memberships, accounts }: FoundPerson): Promise<string[]> {
  const ids = [...entries.map(({ iso }) => iso), ...memberships.map(({ workspace }) => workspace)]
  const names = new Map(
    (await Workspaces.find({ _id: { $in: ids } }, { name: 1 }).lean()).map(({ _id, name }) => [
      _id,
      name,
    ]),
  )
  return [
    ...entries.map(
      ({ _id, iso, name, status }) => `  staff ${_id} ${name}, ${status}, ${names.get(iso) ?? iso}`,
    ),
    ...accounts.map((account) => {
      const of = memberships.filter((one) => one.account === account)
      const places = of.map(({ workspace, status }) => `${names.get(workspace)} (${status})`)
      return `  account ${account} ${places.join(', ')}`
    }),
  ]
}

interface Given {
  phone?: string | undefined
  email?: string | undefined
  id?: string | undefined
}

/** @throws WrongUsage unless exactly one of the options is given; Refused when no person is found */
export async function subjectCalled({ phone, email: address, id }: Given): Promise<FoundPerson> {
  if ([phone, address, id].filter((one) => one !== undefined).length !== 1) {
    throw new WrongUsage(['Name the person by one of --phone, --email and --id.'])
  }
  const person = await findPerson({ phone, email: address, id })
  if (person?.isAmbiguous) {
    throw new Refused(
      'several_people',
      ['This number belongs to several people in DingTalk. Name one of them by --id:']
        .concat(await describe(person))
        .join('\n'),
    )
  }
  if (person) return person
  throw new Refused('no_such_person', 'Nothing is kept of a person with this number, e-mail or id.')
}
