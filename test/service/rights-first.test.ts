/** Rights come first: a caller without the right learns nothing about what they sent. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../service/app.ts'
import { isOfKind, permissionsIn } from '../../service/permissions/contract.ts'
import { predefinedRoles } from '../../service/team/rules.ts'
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

  test.each(predefinedRoles)('the role $_id holds rights of its kind of workspace only', (role) => {
    const foreign = role.permissions.filter((one) => !isOfKind(one, role.workspaceKind))
    expect(foreign).toEqual([])
  })
})
