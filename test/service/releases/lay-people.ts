/** A program: makes an ISO with an admin, a reviewer and a Marketing Code with the code of a release, as its own operators would. */
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { demoPeople } from '../../../scripts/demo/people.ts'

const [root = ''] = process.argv.slice(2)
const load = (path: string) => import(join(root, 'service', path))

const { configure } = await load('config.ts')
const { connectDatabase, disconnectDatabase } = await load('database/connection.ts')
await connectDatabase(configure().mongodbUri)

const { Accounts } = await load('accounts/model.ts')
const { hashPassword } = await load('accounts/actions/passwords.ts')
const { system } = await load('http/callers.ts')
const { addMember } = await load('team/actions/memberships.ts')
const { createWorkspace } = await load('workspaces/actions/workspaces.ts')
const { issueCodes } = await load('promotions/actions/codes.ts')

const iso = await createWorkspace(
  { kind: 'iso', name: 'Harbour Pay', email: 'ops@harbour.example' },
  system,
)
const platform = await createWorkspace(
  { kind: 'platform', name: 'Alipay+', email: 'a@plus.example' },
  system,
)
for (const [id, workspace, role] of [
  ['olivia', iso, 'iso.admin'],
  ['ravi', platform, 'platform.reviewer'],
]) {
  const { name, email, password = '' } = demoPeople.find((one) => one.id === id) ?? {}
  const _id = randomUUIDv7()
  const passwordHash = await hashPassword(password)
  await Accounts.create({ _id, email, name, passwordHash, language: 'en', createdAt: new Date() })
  await addMember({ workspace: workspace._id, account: _id, roles: [role] }, system)
}
await issueCodes(iso._id, ['APMC-0000-0001', 'APMC-0000-0002'], system)
await disconnectDatabase()
