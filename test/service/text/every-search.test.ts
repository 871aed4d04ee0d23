/** Every list is searched alike: accents, width, composition, apostrophes and kana do not hide a name. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { migrations } from '../../../service/migrations.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Stores } from '../../../service/stores/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import {
  buildOperator,
  clientOf,
  type Client,
  type TestOperator,
  type TestStaff,
} from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting } from '../inspections/inspecting.ts'

let service: TestService
let operations: Client
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService({ simulator: true })
  const platform = { kind: 'platform' as const, roles: ['platform.operations'] }
  operations = (await buildOperator(service.url, platform)).client
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

/** Name, what finds it from its beginning, and what finds it anywhere in it. */
const names: [name: string, starts: string[], parts: string[]][] = [
  ['José Ñandú', ['jose', 'JOSE\u0301', 'José Ñ'], ['nandu', 'n\u0303andu\u0301']],
  ['Müller Straße', ['muller', 'MÜLLER STRASSE', 'mu\u0308l'], ['strasse', 'straße']],
  ['O\u2019Brien Ann-Marie', ["O'Brien", 'obrien', 'o\u02bcbrien ann marie'], ['marie', 'ann m']],
  ['ＡＢＣ ９８７', ['abc', 'ABC 9', 'ａｂｃ'], ['987', '９８７']],
  ['ｱｲﾁﾛｳ', ['アイチロウ', 'あいち'], ['チロウ']],
  ['欧阳小芳', ['欧阳'], ['小芳', '芳']],
]
const beginnings = names.flatMap(([name, starts]) =>
  starts.map((search): [string, string] => [search, name]),
)
const everywhere = names.flatMap(([name, starts, parts]) =>
  [...starts, ...parts].map((search): [string, string] => [search, name]),
)

async function found(client: Client, path: string, search: string, more = ''): Promise<string[]> {
  const { status, body } = await client.get(`${path}search=${encodeURIComponent(search)}${more}`)
  expect(status).toBe(200)
  return body.items.map(
    (item: { name?: string; storeName?: string; recipient?: { name: string } }) =>
      item.storeName ?? item.recipient?.name ?? item.name,
  )
}

/** A migration, and once more: what was done is done. */
async function migrate(number: number): Promise<void> {
  const one = migrations.find((migration) => migration.number === number)
  for (let n = 0; n < 2; n++) await one?.run({ progress: undefined, save: async () => {} })
}

describe('messages', () => {
  const list = '/api/v1/messages?'
  const foundAlone = async (search: string, name: string) => {
    for (const more of ['', '&kind=requests']) {
      expect(await found(admin.client, list, search, more)).toEqual([name])
    }
  }

  beforeAll(async () => {
    const { workspace, member } = admin
    for (const [name] of names) {
      const { account } = await buildOperator(service.url, { workspace, roles: member.roles })
      await Accounts.updateOne({ _id: account._id }, { $set: { name } })
    }
    const { status } = await clientOf(service.url).post(
      `/api/v1/join/${workspace.joinCode}/requests`,
      {
        id: randomUUIDv7(),
        isoEmail: workspace.email,
        name: 'Mei Lin',
        phone: '+6581240601',
        language: 'en',
      },
    )
    expect(status).toBe(202)
    const told = { tenant: workspace._id, 'recipient.name': { $in: names.map(([name]) => name) } }
    await vi.waitFor(async () => expect(await Messages.countDocuments(told)).toBe(names.length), {
      timeout: 20_000,
    })
  })

  test.each(beginnings)('%j finds what was told to %s', foundAlone)

  test('nothing of another ISO', async () => {
    const other = await buildOperator(service.url)
    expect(await found(other.client, list, 'jose')).toEqual([])
  })

  test('of an earlier release are found as they are typed, and by the rest once they are migrated', async () => {
    for (const [name] of names) {
      await Messages.updateMany(
        { 'recipient.name': name },
        { $set: { searchName: name.toLowerCase() } },
      )
    }
    expect(await found(admin.client, list, 'José')).toEqual(['José Ñandú'])
    expect(await found(admin.client, list, 'jose')).toEqual([])
    await migrate(42)
    for (const [search, name] of beginnings) await foundAlone(search, name)
  })

  test('of both releases come page by page, each once', async () => {
    const other = await buildOperator(service.url)
    const [row] = await Messages.find({ 'recipient.name': 'José Ñandú' }).lean()
    if (!row) throw new Error('there is no message')
    const rows = Array.from({ length: 9 }, (_, n) => ({
      ...row,
      _id: `pw-both-${n}`,
      tenant: other.workspace._id,
      recipient: { kind: 'operator' as const, name: `José ${n}` },
      searchName: `${n % 2 ? 'josé' : 'jose'} ${n}`,
    }))
    await Messages.insertMany(rows)
    const seen: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const more: string = after && `&after=${after}`
      const { body } = await other.client.get(
        `${list}limit=2&search=${encodeURIComponent('José')}${more}`,
      )
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      after = body.next
    }
    expect(seen).toEqual([0, 2, 4, 6, 8, 1, 3, 5, 7].map((n) => `pw-both-${n}`))
  })
})

describe('visits and their stores', () => {
  let inspecting: Inspecting
  let promoter: TestStaff
  const stores = () => `/api/v1/inspections/stores?iso=${admin.workspace._id}&`

  beforeAll(async () => {
    inspecting = await Inspecting.begin(service.url)
    promoter = await inspecting.person(admin)
    for (const [name] of names) await inspecting.store(admin, promoter, name)
  })

  test.each(everywhere)('%j finds the visit to %s among my own', async (search, name) => {
    expect(await found(promoter.client, '/api/v1/submissions?', search)).toEqual([name])
  })

  test.each(everywhere)('%j finds the store %s to inspect', async (search, name) => {
    expect(await found(inspecting.inspector, stores(), search)).toEqual([name])
  })

  test('stores of an earlier release are found as they are typed, and by the rest once they are migrated', async () => {
    await Stores.updateMany({ iso: admin.workspace._id }, { $unset: { searchKeys: 1 } })
    expect(await found(inspecting.inspector, stores(), 'José')).toEqual(['José Ñandú'])
    expect(await found(inspecting.inspector, stores(), 'jose')).toEqual([])
    expect(await found(inspecting.inspector, stores(), '')).toHaveLength(names.length)
    await migrate(43)
    for (const [search, name] of everywhere) {
      expect(await found(inspecting.inspector, stores(), search)).toEqual([name])
    }
    expect(await found(inspecting.inspector, stores(), '')).toHaveLength(names.length)
  })
})

describe('ISOs', () => {
  beforeAll(async () => {
    for (const [name] of names) {
      const { workspace } = await buildOperator(service.url)
      await Workspaces.updateOne({ _id: workspace._id }, { $set: { name: `${name} Ltd` } })
    }
    const lotus = { name: 'Lotus', email: 'hello@lotus.example' }
    const { workspace } = await buildOperator(service.url)
    await Workspaces.updateOne({ _id: workspace._id }, { $set: lotus })
  })

  test.each(everywhere)('%j finds %s', async (search, name) => {
    expect(await found(operations, '/api/v1/isos?', search)).toEqual([`${name} Ltd`])
  })

  test.each(['ＨＥＬＬＯ＠', '\u200bhello@lotus'])('%j finds an e-mail', async (search) => {
    expect(await found(operations, '/api/v1/isos?', search)).toEqual(['Lotus'])
  })

  test('a sign without width alone finds none', async () => {
    expect(await found(operations, '/api/v1/isos?', '\u200b')).toEqual([])
  })
})

test.each(['ｗｉｄｅ１＠', 'WIDE1@', '\u200bwide1@alipay'])(
  'a test account is found by %j, in the pool and among those to lend',
  async (search) => {
    const text = 'wide1@alipay.example, login-Kw7, pay-Zq9'
    const iso = admin.workspace._id
    expect((await operations.post('/api/v1/test-accounts', { iso, text })).status).toBe(200)
    const accounts = async (client: Client, path: string) => {
      const { status, body } = await client.get(`${path}?search=${encodeURIComponent(search)}`)
      expect(status).toBe(200)
      return body.items.map(({ email }: { email: string }) => email)
    }
    expect(await accounts(operations, '/api/v1/test-accounts')).toEqual(['wide1@alipay.example'])
    expect(await accounts(admin.client, '/api/v1/test-accounts/available')).toEqual([
      'wide1@alipay.example',
    ])
  },
)
