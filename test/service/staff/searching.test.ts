/** Finding staff: by a name however it is written, by a given name in Chinese, by the last digits of a number. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mendLateSearchKeys } from '../../../service/staff/actions/search-keys.ts'
import { staffMigrations } from '../../../service/staff/migrations.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

async function found(search: string, { more = '', by = admin } = {}): Promise<string[]> {
  const query = `search=${encodeURIComponent(search)}${more}`
  const { status, body } = await by.client.get(`/api/v1/staff?${query}`)
  expect(status).toBe(200)
  return body.items.map(({ name }: { name: string }) => name)
}

const people: [name: string, phone: string][] = [
  ['欧阳小芳', '+6581240301'],
  ['José Ñandú', '+6581240302'],
  ['O\u2019Brien Ann-Marie', '+6581240304'],
  ['Müller Straße', '+6581240305'],
  ['ｱｲﾁﾛｳ', '+819012340308'],
  ['Đặng Văn Em', '+84702345678'],
]

describe('of people who were added', () => {
  beforeAll(async () => {
    for (const [name, phone] of people) {
      const { status } = await admin.client.post('/api/v1/staff', {
        id: randomUUIDv7(),
        name,
        phone,
      })
      expect(status).toBe(201)
    }
  })

  test.each([
    ['小芳', '欧阳小芳'],
    ['芳', '欧阳小芳'],
    ['\uff18\uff11\uff12\uff14\uff10\uff13\uff10\uff11', '欧阳小芳'],
    ['0301', '欧阳小芳'],
    ['40301', '欧阳小芳'],
    ['081240301', '欧阳小芳'],
    ['Jose\u0301', 'José Ñandú'],
    ['jose', 'José Ñandú'],
    ['nandu', 'José Ñandú'],
    ['ÑAN', 'José Ñandú'],
    ["O'Brien", 'O\u2019Brien Ann-Marie'],
    ['o\u02bcbrien', 'O\u2019Brien Ann-Marie'],
    ['obrien', 'O\u2019Brien Ann-Marie'],
    ['marie', 'O\u2019Brien Ann-Marie'],
    ['ann marie', 'O\u2019Brien Ann-Marie'],
    ['muller', 'Müller Straße'],
    ['STRASSE', 'Müller Straße'],
    ['アイチロウ', 'ｱｲﾁﾛｳ'],
    ['あいちろう', 'ｱｲﾁﾛｳ'],
    ['チロウ', 'ｱｲﾁﾛｳ'],
    ['dang van', 'Đặng Văn Em'],
    ['5678', 'Đặng Văn Em'],
  ])('%j finds %s alone', async (search, name) => {
    expect(await found(search)).toEqual([name])
    // the states of the filter have an index of their own, and so have the counts
    expect(await found(search, { more: '&via=iso' })).toEqual([name])
    const counts = await admin.client.get(
      `/api/v1/staff/counts?search=${encodeURIComponent(search)}`,
    )
    const total = Object.values(counts.body.counts ?? counts.body).reduce(
      (sum: number, n) => sum + Number(n),
      0,
    )
    expect(total).toBe(1)
  })

  test('what is part of no word finds no one', async () => {
    for (const search of ['arie', '芳小', '2403011', '99999', '<1030']) {
      expect(await found(search)).toEqual([])
    }
  })

  test('in another ISO no one is found', async () => {
    const other = await buildOperator(service.url)
    expect(await found('小芳', { by: other })).toEqual([])
  })
})

test('pages go through what begins so and then what ends so, each person once', async () => {
  const other = await buildOperator(service.url)
  for (let n = 0; n < 7; n++) {
    await buildStaff(service.url, other.workspace._id, { name: `B ${n}`, phone: `+65812480${n}4` })
    await buildStaff(service.url, other.workspace._id, { name: `E ${n}`, phone: `+659${n}228124` })
  }
  await buildStaff(service.url, other.workspace._id, { name: 'Both', phone: '+6581248124' })
  const names: string[] = []
  let after = ''
  for (let page = 0; page < 12 && (page === 0 || after); page++) {
    const query = `search=8124&limit=2${after && `&after=${encodeURIComponent(after)}`}`
    const { body } = await other.client.get(`/api/v1/staff?${query}`)
    names.push(...body.items.map(({ name }: { name: string }) => name))
    after = body.next ?? ''
  }
  const numbered = (letter: string) => Array.from({ length: 7 }, (_, n) => `${letter} ${n}`)
  expect(names.toSorted()).toEqual([...numbered('B'), 'Both', ...numbered('E')].toSorted())
  expect(names.slice(0, 8)).toContain('Both')
})

describe('rows of an earlier release', () => {
  // as that release stored them
  const old = {
    name: 'Zoë Chloé',
    phone: '+6581248801',
    searchKeys: ['zoë chloé', 'chloé', '6581248801', '81248801'],
  }

  test('are found by what they have, and by the rest once they are mended', async () => {
    const mine = await buildOperator(service.url)
    await buildStaff(service.url, mine.workspace._id, old)
    expect(await found('Zoë', { by: mine })).toEqual(['Zoë Chloé'])
    expect(await found('8124', { by: mine })).toEqual(['Zoë Chloé'])
    expect(await found('zoe', { by: mine })).toEqual([])
    await mendLateSearchKeys()
    for (const search of ['zoe', 'CHLOE', '8801', 'Zoë']) {
      expect(await found(search, { by: mine })).toEqual(['Zoë Chloé'])
    }
  })

  test('the migrations mend keys from where they were cut off, and Mexican numbers, but take no other person’s place', async () => {
    const mine = await buildOperator(service.url)
    const iso = mine.workspace._id
    await buildStaff(service.url, iso, old)
    const { member } = await buildStaff(service.url, iso, {
      name: 'Ana',
      phone: '+5215512345678',
      invitedPhone: '+5215512345678',
      withdrawn: [{ phone: '+5215512345678', at: new Date() }],
      searchKeys: ['ana'],
    })
    await buildStaff(service.url, iso, { name: 'Leo', phone: '+5215587654321' })
    await buildStaff(service.url, iso, { name: 'Leo Again', phone: '+525587654321' })
    for (const migration of staffMigrations) {
      // twice: what was done is done
      for (let n = 0; n < 2; n++) await migration.run({ progress: undefined, save: async () => {} })
    }
    expect(await found('zoe', { by: mine })).toEqual(['Zoë Chloé'])
    expect(await StaffMembers.findById(member._id).lean()).toMatchObject({
      phone: '+525512345678',
      invitedPhone: '+525512345678',
      withdrawn: [{ phone: '+525512345678' }],
    })
    expect(await found('+525512345678', { by: mine })).toEqual(['Ana'])
    expect(await found('leo', { by: mine })).toEqual(['Leo', 'Leo Again'])
  })
})
