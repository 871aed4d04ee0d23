/** The world of the demonstration, built by the service's own actions: companies, operators, codes, staff, visits. */
import { randomUUIDv7 } from 'node:crypto'
import { hashPassword } from '../../service/accounts/actions/passwords.ts'
import { Accounts } from '../../service/accounts/model.ts'
import { clock } from '../../service/clock.ts'
import { system, type Operator } from '../../service/http/callers.ts'
import { scopeOfIso, scopeOfPlatform } from '../../service/http/scope.ts'
import { issueCodes } from '../../service/marketing-codes/actions/codes.ts'
import { buildAgreements } from './agreements.ts'
import { insertMember, insertWorkspace } from './rows.ts'
import { predefinedRoles, unionOfPermissions } from '../../service/team/rules.ts'
import { setOrder } from '../../service/workspaces/actions/agreed.ts'
import type { Workspace } from '../../service/workspaces/model.ts'
import { codesOf } from './codes.ts'
import { demoPeople, type DemoPerson } from './people.ts'
import { buildInspections } from './inspections.ts'
import { shopsOfHarbour, shopsOfLotus } from './shops.ts'
import { buildStaffList } from './staff.ts'
import { buildTestAccounts } from './test-accounts.ts'
import { buildVisits } from './visits.ts'

/** Nok has no DingTalk linked to the console, so that mail can be seen too. */
const linked = (person: DemoPerson) => person.id !== 'nok'

async function operatorFor(person: DemoPerson, workspace: Workspace): Promise<Operator> {
  const { email, password } = person
  if (!email || !password) throw new Error(`${person.id} has no console account`)
  const account = {
    _id: randomUUIDv7(),
    email,
    name: person.name,
    passwordHash: await hashPassword(password),
    language: person.language,
    ...(linked(person) ? { dingtalkUserId: person.dingtalkUserId } : {}),
    createdAt: clock.now(),
  }
  await Accounts.insertMany([account])
  const roles = predefinedRoles.filter(({ workspaceKind }) => workspaceKind === workspace.kind)
  const held = roles.map(({ _id }) => _id)
  const member = await insertMember(workspace._id, account._id, held)
  return {
    kind: 'operator',
    id: member._id,
    accountId: account._id,
    sessionId: 'demo',
    name: account.name,
    language: account.language,
    workspace: { id: workspace._id, name: workspace.name, kind: workspace.kind },
    permissions: new Set(unionOfPermissions(roles, workspace.kind)),
    scope: workspace.kind === 'iso' ? scopeOfIso(workspace._id) : scopeOfPlatform(workspace._id),
  }
}

async function company(
  person: DemoPerson,
  kind: Workspace['kind'],
  name: string,
  place: Pick<Workspace, 'country' | 'currency'> = {},
): Promise<{ workspace: Workspace; operator: Operator }> {
  const workspace = await insertWorkspace({ kind, name, email: person.email ?? '', ...place })
  return { workspace, operator: await operatorFor(person, workspace) }
}

function personCalled(id: string): DemoPerson {
  const person = demoPeople.find((one) => one.id === id)
  if (!person) throw new Error(`no person is called ${id}`)
  return person
}

export async function buildWorld(): Promise<void> {
  const harbour = await company(personCalled('olivia'), 'iso', 'Harbour Pay', {
    country: 'SG',
    currency: 'SGD',
  })
  const lotus = await company(personCalled('nok'), 'iso', 'Lotus Merchant Services', {
    country: 'TH',
    currency: 'THB',
  })
  const platform = await company(personCalled('ravi'), 'platform', 'Alipay+')
  await setOrder(
    harbour.workspace,
    { order: 'deploy_then_verify', agreedWith: 'Ravi Menon', was: null },
    platform.operator,
  )
  const codes = codesOf('HP', 60)
  await issueCodes(harbour.workspace._id, codes, system)
  const lotusCodes = codesOf('LM', 20)
  await issueCodes(lotus.workspace._id, lotusCodes, system)

  const staff = await buildStaffList(harbour.operator, lotus.operator)
  await buildAgreements(harbour.operator, staff.harbour)
  await buildAgreements(lotus.operator, staff.lotus)
  await buildVisits({
    shops: shopsOfHarbour,
    iso: harbour.workspace,
    reviewer: platform.operator,
    staff: staff.harbour,
    // the first codes stay free, so that they lie on top of the tray
    codes: codes.slice(20),
  })
  await buildVisits({
    shops: shopsOfLotus,
    iso: lotus.workspace,
    reviewer: platform.operator,
    staff: staff.lotus,
    codes: lotusCodes.slice(5),
  })

  await buildInspections({
    inspector: platform.operator,
    harbour: { iso: harbour.workspace, staff: staff.harbour },
    lotus: { iso: lotus.workspace, staff: staff.lotus },
  })

  const keeper = platform.operator
  // Mei, the first of them, has none yet: a visitor lends her one
  const colleagues = staff.harbour.slice(1)
  await buildTestAccounts({
    admin: harbour.operator,
    keeper,
    staff: colleagues,
    prefix: 'harbour',
    count: 6,
  })
  await buildTestAccounts({
    admin: lotus.operator,
    keeper,
    staff: staff.lotus,
    prefix: 'lotus',
    count: 2,
  })
}
