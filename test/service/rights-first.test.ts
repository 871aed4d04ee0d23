/** Rights come first: a caller without the right learns nothing about what they sent. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../service/app.ts'
import { allPermissions, isOfKind, permissionsIn } from '../../service/permissions/contract.ts'
import { workspaceKinds, type RoleId } from '../../service/permissions/kinds.ts'
import {
  heldByRole,
  managingRoles,
  predefinedRoles,
  invalidFieldsOf,
} from '../../service/team/rules.ts'
import { buildOperator, type Client } from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

describe('a right that the caller lacks is refused before anything is read, at', () => {
  const rights = routes.flatMap(({ endpoint }) => {
    const { may, by } = endpoint
    return may ? [{ ...endpoint, may, by, line: `${endpoint.method} ${endpoint.path}` }] : []
  })
  let withoutRights: Record<'iso' | 'platform', Client>
  beforeAll(async () => {
    const build = async (kind: 'iso' | 'platform') =>
      (await buildOperator(service.url, { kind, roles: [] })).client
    withoutRights = { iso: await build('iso'), platform: await build('platform') }
  })

  test.each(rights)('$line', async ({ by, method, path }) => {
    const client = withoutRights[by === 'platform' ? 'platform' : 'iso']
    const address = path.replace(/:\w+/g, 'neither-an-id-nor-there')
    const answer = await client.send(method, `${address}?limit=none`, { nothing: 'that fits' })
    expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
  })

  test.each(rights)('$line, whose right is one of its kind of workspace', ({ by, may }) => {
    expect(['iso', 'platform', 'operator']).toContain(by)
    const kinds = by === 'operator' ? (['iso', 'platform'] as const) : [by as 'iso' | 'platform']
    const foreign = permissionsIn(may).filter((one) => !kinds.every((kind) => isOfKind(one, kind)))
    expect(foreign).toEqual([])
  })

  test('members have roles and restrictions of their kind of workspace, and the last one that manages it stays', () => {
    expect(
      invalidFieldsOf('iso', { roles: ['iso.admin'], access: { regions: ['SG', 'TH-10'] } }),
    ).toEqual([])
    expect(
      invalidFieldsOf('platform', { roles: [], access: { isos: ['some'], regions: ['SG'] } }),
    ).toEqual([])
    expect(invalidFieldsOf('iso', { roles: ['one-of-theirs'] }, ['one-of-theirs'])).toEqual([])
    // of another kind, of a part that does not exist yet, of no workspace
    const roles = ['platform.reviewer', 'iso.finance', 'made-up']
    expect(invalidFieldsOf('iso', { roles })).toEqual(['roles.0', 'roles.1', 'roles.2'])
    for (const access of [{ isos: ['some'] }, { regions: [] }, { regions: ['Bangkok'] }]) {
      const [to] = Object.keys(access)
      expect(invalidFieldsOf('iso', { roles: [], access })).toEqual([`access.${to}`])
    }
    const kinds = Object.entries(workspaceKinds)
    expect(kinds.map(([kind]) => kind)).toEqual(['iso', 'merchant', 'isv', 'partner', 'platform'])
    for (const [kind, { roles }] of kinds) {
      expect(Object.keys(roles).every((id) => id.startsWith(`${kind}.`))).toBe(true)
      expect(managingRoles.some((id) => id.startsWith(`${kind}.`))).toBe(true)
    }
  })

  test.each(predefinedRoles)('the role $_id holds rights of its kind of workspace only', (role) => {
    const foreign = role.permissions.filter((one) => !isOfKind(one, role.workspaceKind))
    expect(foreign).toEqual([])
  })

  test('roles of partners hold what the matrix of the Developer Center says', () => {
    const roles = ['developer_admin', 'developer', 'merchant_onboarding', 'developer_on_trial']
    const matrix = Object.fromEntries(
      allPermissions
        .filter((one) => isOfKind(one, 'partner'))
        .map((one) => [
          one,
          roles.filter((role) => heldByRole[`partner.${role}` as RoleId]?.includes(one)),
        ]),
    )
    const admin = ['developer_admin']
    const adminAndTrial = ['developer_admin', 'developer_on_trial']
    const developing = ['developer_admin', 'developer', 'developer_on_trial']
    // requirements D5, line by line
    expect(matrix).toEqual({
      'applications.create': adminAndTrial,
      'applications.modify': adminAndTrial,
      'applications.launch': admin,
      'applications.delete': adminAndTrial,
      'applications.view': developing,
      'products.add': adminAndTrial,
      'products.remove': adminAndTrial,
      'products.launch': admin,
      'sandbox.develop': developing,
      'sandbox.accept': developing,
      'production.configure': adminAndTrial,
      'merchants.invite': ['developer_admin', 'merchant_onboarding'],
    })
  })
})
