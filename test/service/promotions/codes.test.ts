/** The Marketing Codes of an ISO: list, counts, search, export, and one code; each within the caller's regions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../../service/http/callers.ts'
import { issueCodes } from '../../../service/marketing-codes/actions/codes.ts'
import {
  codeIndexes,
  MarketingCodes,
  withoutSigns,
} from '../../../service/marketing-codes/model.ts'
import * as contract from '../../../service/promotions/codes/contract.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { decide, eventsOf, newCode, submitted, type Promoter } from '../../setup/visit.ts'
import { Coded, codesPath, restricted, retire, sinceOf } from './coded.ts'

let service: TestService
let reviewer: TestOperator
let coded: Coded
let mei: Promoter
let admin: TestOperator
let thai: TestOperator

beforeAll(async () => {
  service = await startTestService()
  reviewer = await buildOperator(service.url, { kind: 'platform' })
  coded = await Coded.begin(service.url)
  ;({ mei, admin, thai } = coded)
})
afterAll(() => service.stop())

const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
const inOrder = (...codes: string[][]) => codes.flat().toSorted()

describe('refused', () => {
  test('strangers, staff, the platform, and roles without the right', async () => {
    const { workspace } = admin
    await Roles.create({
      _id: 'test.sees-codes',
      workspace: workspace._id,
      workspaceKind: 'iso',
      name: 'Sees codes',
      permissions: ['codes.view'],
    })
    const sees = await buildOperator(service.url, { workspace, roles: ['test.sees-codes'] })
    const [code = ''] = coded.issued
    for (const path of [
      codesPath,
      `${codesPath}/counts`,
      `${codesPath}/export`,
      `${codesPath}/${code}`,
    ]) {
      expect((await clientOf(service.url).get(path)).status).toBe(401)
      for (const { client } of [mei, reviewer]) expect((await client.get(path)).status).toBe(403)
      expect((await sees.client.get(path)).status).toBe(200)
    }
    expect((await retire(code, sees)).body.code).toBe('not_allowed')
    const { abilities } = await sees.call(contract.findCode, { params: { code } })
    expect(abilities).toEqual([])
    expect((await MarketingCodes.findById(code).lean())?.status).toBe('issued')
  })

  test('codes of another ISO, of another region, and those that do not exist', async () => {
    const other = await buildOperator(service.url)
    const outside: [TestOperator, string][] = [
      [other, coded.singaporean.codes[0] ?? ''],
      [thai, coded.singaporean.codes[0] ?? ''],
      // what stands nowhere is in no region
      [thai, coded.issued[0] ?? ''],
      [coded.both, coded.issued[0] ?? ''],
      [admin, newCode()],
    ]
    for (const [{ client }, code] of outside) {
      const since = new Date().toISOString()
      expect((await client.get(`${codesPath}/${code}`)).status).toBe(404)
      const answer = await client.post(`${codesPath}/${code}/retire`, { reason: 'lost', since })
      expect(answer.body.code).toBe('not_found')
    }
  })

  test('what is written badly', async () => {
    const { client } = admin
    expect((await client.get(`${codesPath}?after=x`)).body.code).toBe('bad_cursor')
    expect((await client.get(`${codesPath}?status=gone`)).body.code).toBe('bad_input')
    const [code = ''] = coded.issued
    const body = { reason: 'stolen', since: await sinceOf(code) }
    const answer = await client.post(`${codesPath}/${code}/retire`, body)
    expect(answer.body).toMatchObject({ code: 'bad_input', field: 'reason' })
  })
})

describe('the list', () => {
  test('has all codes in their order, with store, region and person', async () => {
    const { items, next } = await admin.call(contract.listCodes, { query: {} })
    expect(idsOf(items)).toEqual(
      inOrder(coded.issued, coded.singaporean.codes, coded.ofBangkok.codes),
    )
    expect(next).toBeNull()
    expect(items.find(({ id }) => id === coded.ofBangkok.codes[0])).toMatchObject({
      status: 'bound',
      region: 'TH-10',
      reason: null,
      at: { submission: coded.ofBangkok.id, store: 'Kopi & Toast', staff: { id: mei.staff } },
    })
    expect(items.find(({ id }) => id === coded.issued[0])).toMatchObject({ region: null, at: null })
    const { counts } = await admin.call(contract.countCodes, { query: {} })
    expect(counts).toEqual({ issued: 2, bound: 4, active: 0, retired: 0 })
  })

  test('goes on page by page, in one state and in all', async () => {
    for (const [query, wanted] of [
      ['', inOrder(coded.issued, coded.singaporean.codes, coded.ofBangkok.codes)],
      ['&status=bound', inOrder(coded.singaporean.codes, coded.ofBangkok.codes)],
    ] as const) {
      const found: string[] = []
      let after: string | null = ''
      do {
        const { body } = await admin.client.get(`${codesPath}?limit=1${query}&after=${after}`)
        found.push(...idsOf(body.items))
        after = body.next
      } while (after)
      expect(found).toEqual(wanted)
    }
  })

  test('of an operator of some regions has only what hangs there, in counts and in the file too', async () => {
    const cases: [TestOperator, string[]][] = [
      [thai, inOrder(coded.ofBangkok.codes)],
      [coded.both, inOrder(coded.singaporean.codes, coded.ofBangkok.codes)],
      [await restricted(service.url, admin, ['MY']), []],
    ]
    for (const [one, wanted] of cases) {
      const all = await one.call(contract.listCodes, { query: {} })
      expect(idsOf(all.items)).toEqual(wanted)
      for (const search of ['APMC', 'apmc-']) {
        const found = await one.call(contract.listCodes, { query: { search } })
        expect(idsOf(found.items)).toEqual(wanted)
      }
      const bound = await one.call(contract.listCodes, { query: { status: 'bound' } })
      expect(idsOf(bound.items)).toEqual(wanted)
      const { counts } = await one.call(contract.countCodes, { query: {} })
      expect(counts).toEqual({ issued: 0, bound: wanted.length, active: 0, retired: 0 })
      const file = String((await one.client.get(`${codesPath}/export`)).body)
      for (const code of [...coded.issued, ...coded.singaporean.codes, ...coded.ofBangkok.codes]) {
        expect(file.includes(code)).toBe(wanted.includes(code))
      }
    }
  })

  test('is searched by the beginning of a code, with or without hyphens', async () => {
    const codes = ['APMC-ZZZ0-01', 'APMC-ZZZ9-02', 'APMCZZZA03', 'APMC-ZZZZ-04', 'ZZ-99ZZ']
    await issueCodes(mei.iso, codes, system)
    const cases: [string, string[]][] = [
      ['APMC-ZZZ', codes.slice(0, 4)],
      ['apmczzz9', ['APMC-ZZZ9-02']],
      ['ＡＰＭＣ zzz-9', ['APMC-ZZZ9-02']],
      ['APMC-ZZZA', ['APMCZZZA03']],
      ['APMCZZZZ', ['APMC-ZZZZ-04']],
      ['ZZ', ['ZZ-99ZZ']],
      ['ZZ-99ZZ', ['ZZ-99ZZ']],
      ['ZZZ', []],
      ['码', []],
      ['A.*Q', []],
    ]
    for (const [search, wanted] of cases) {
      const { items } = await admin.call(contract.listCodes, { query: { search } })
      expect([search, idsOf(items)]).toEqual([search, wanted])
      const { counts } = await admin.call(contract.countCodes, { query: { search } })
      expect(counts.issued).toBe(wanted.length)
    }
    const rest = await admin.call(contract.listCodes, { query: { search: 'APMCZZZ', limit: 3 } })
    const query = { search: 'APMCZZZ', limit: 3, after: rest.next ?? '' }
    expect(idsOf((await admin.call(contract.listCodes, { query })).items)).toEqual(['APMC-ZZZZ-04'])
    await MarketingCodes.deleteMany({ _id: { $in: codes } })
  })

  test('is read in the order of an index', async () => {
    const status = { $in: ['issued', 'bound', 'active', 'retired'] }
    const plan = await MarketingCodes.collection
      .find({ iso: mei.iso, status, _id: { $gte: 'APMC' } } as never)
      .collation(withoutSigns)
      .hint(codeIndexes.whole)
      .sort({ _id: 1 })
      .explain('queryPlanner')
    expect(JSON.stringify(plan['queryPlanner'])).toContain('SORT_MERGE')
  })
})

describe('the file', () => {
  test('has what the filter holds, and the export is recorded', async () => {
    const { body, headers } = await admin.client.get(`${codesPath}/export?format=csv&status=issued`)
    const text = String(body)
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('"Marketing Code","Status","Reason"')
    for (const code of coded.issued) expect(text).toContain(`"${code}","Issued"`)
    expect(headers.get('content-disposition')).toContain('Marketing Codes')
    const all = await eventsOf(mei.iso)
    expect(all.findLast(({ type }) => type === 'marketing_codes.exported')).toMatchObject({
      actor: { kind: 'operator', id: admin.member._id },
      data: { format: 'csv', rows: 2, status: 'issued', searched: false },
    })
  })
})

describe('one code', () => {
  test('says where it hangs and what happened', async () => {
    const [code = ''] = coded.singaporean.codes
    const shown = await admin.call(contract.findCode, { params: { code } })
    expect(shown).toMatchObject({
      id: code,
      status: 'bound',
      region: 'SG',
      at: { submission: coded.singaporean.id, store: 'Kopi & Toast', staff: { id: mei.staff } },
      spot: { number: 1, kind: 'cashier', note: '' },
      history: [
        { status: 'issued', store: null, reason: null },
        { status: 'bound', store: 'Kopi & Toast', reason: null },
      ],
      abilities: ['retire'],
    })
    const seen = await thai.call(contract.findCode, {
      params: { code: coded.ofBangkok.codes[0] ?? '' },
    })
    expect([seen.region, seen.abilities]).toEqual(['TH-10', ['retire']])
  })

  test('is free for the taking when its spot is rejected and its person has left', async () => {
    const { id, content } = await submitted(mei)
    const [spot, other] = content.spots as [(typeof content.spots)[0], (typeof content.spots)[0]]
    const code = spot.codes[0] ?? ''
    const items = { store: 'approved', [spot.id]: 'rejected', [other.id]: 'approved' } as const
    await decide(reviewer.client, id, 1, items)
    const abilities = async () =>
      (await admin.call(contract.findCode, { params: { code } })).abilities
    expect(await abilities()).toEqual(['retire'])
    await StaffMembers.updateOne({ _id: mei.staff }, { $set: { status: 'left' } })
    expect(await abilities()).toEqual(['free', 'retire'])
    const path = `/api/v1/workspace/submissions/${id}/free-codes`
    const reason = 'She left the company in October.'
    expect((await admin.client.post(path, { spot: spot.id, reason })).status).toBe(200)
    await StaffMembers.updateOne({ _id: mei.staff }, { $set: { status: 'associated' } })
    expect(await admin.call(contract.findCode, { params: { code } })).toMatchObject({
      status: 'issued',
      region: null,
      at: null,
      spot: null,
      abilities: ['retire'],
    })
    const active = await admin.call(contract.findCode, { params: { code: other.codes[0] ?? '' } })
    expect(active).toMatchObject({ status: 'active', region: 'SG', spot: { number: 2 } })
  })
})
