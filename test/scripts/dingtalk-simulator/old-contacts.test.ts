/** People and departments in the old API: numbers, names, what is refused and with which code. */
import { expect, test } from 'vitest'
import { set } from './old-family.ts'
import { simulated } from './simulated.ts'

test.each([
  ['one that is taken', { name: 'Harbour Pay' }, 60021],
  ['an empty one', { name: '' }, 60001],
  ['one of 65 letters', { name: 'x'.repeat(65) }, 60001],
  ['one with a hyphen', { name: 'Harbour-Pay' }, 60009],
  ['one with a comma', { name: 'Harbour, Pay' }, 60009],
  ['one with a Chinese comma', { name: '港湾，支付' }, 60009],
  ['none', { name: undefined }, 40035],
  ['a parent that is not there', { name: 'Lotus Pay', parent_id: 77 }, 60004],
  ['no parent', { name: 'Lotus Pay', parent_id: undefined }, 40035],
])('a department is not made with %s', async (_what, change, errcode) => {
  const simulator = await simulated()
  const make = (body: object) => simulator.old('/topapi/v2/department/create', body)
  await make({ name: 'Harbour Pay', parent_id: 1 })
  expect((await make({ parent_id: 1, ...change })).body).toMatchObject({ errcode })
  const list = await simulator.old('/topapi/v2/department/listsub', { dept_id: 1 })
  expect(list.body.result).toHaveLength(1)
})

test('a department is changed and removed within the rules', async () => {
  const simulator = await simulated()
  const ask = async (verb: string, body: object) =>
    (await simulator.old(`/topapi/v2/department/${verb}`, body)).body
  const make = async (name: string, parent_id = 1) =>
    ((await ask('create', { name, parent_id })).result as { dept_id: number }).dept_id
  const upper = await make('x'.repeat(64))
  const lower = await make('Lower', upper)
  const update = (change: object) => ask('update', { dept_id: upper, ...change })
  expect(await update({ name: 'a-b' })).toMatchObject({ errcode: 60009 })
  expect(await update({ parent_id: lower })).toMatchObject({ errcode: 60010 })
  expect(await update({ parent_id: 77 })).toMatchObject({ errcode: 60004 })
  expect(await update({ dept_id: 1, name: 'Root' })).toMatchObject({ errcode: 60018 })
  expect(await update({ dept_id: 77, name: 'Gone' })).toMatchObject({ errcode: 60003 })
  expect(await update({ name: 'Upper' })).toMatchObject({ errcode: 0 })
  expect(await ask('delete', { dept_id: 1 })).toMatchObject({ errcode: 60007 })
  expect(await ask('delete', { dept_id: upper })).toMatchObject({ errcode: 60006 })
  await simulator.old('/topapi/v2/user/update', { userid: 'mei04', dept_id_list: String(lower) })
  expect(await ask('delete', { dept_id: lower })).toMatchObject({ errcode: 60005 })
})

test.each([
  ['get', 33012],
  ['delete', 33012],
  ['update', 60121],
])('user/%s of an unknown userid says %i', async (verb, errcode) => {
  const simulator = await simulated()
  const answer = await simulator.old(`/topapi/v2/user/${verb}`, { userid: 'nobody' })
  expect(answer.body).toMatchObject({ errcode })
})

test('getbymobile tells an unknown number from one that is none', async () => {
  const simulator = await simulated()
  const find = async (mobile: string) =>
    (await simulator.old('/topapi/v2/user/getbymobile', { mobile })).body
  expect(await find('+65-81230004')).toMatchObject({ errcode: 0, result: { userid: 'mei04' } })
  expect(await find('+65-89999999')).toMatchObject({ errcode: 60121 })
  expect(await find('none')).toMatchObject({ errcode: 40104 })
})

test('an organisation abroad writes mainland numbers with their country, a mainland one without', async () => {
  const simulator = await simulated()
  const create = async (mobile: string) => {
    const wanted = { name: 'Wang Fang', mobile, dept_id_list: '1' }
    return (await simulator.old('/topapi/v2/user/create', wanted)).body
  }
  const find = async (mobile: string) =>
    (await simulator.old('/topapi/v2/user/getbymobile', { mobile })).body
  expect(await create('13800138000')).toMatchObject({ errcode: 40103 })
  await set(simulator, { isAbroad: true })
  expect(await create('13800138000')).toMatchObject({ errcode: 60103 })
  expect(await create('+86-13800138000')).toMatchObject({ errcode: 40103 })
  expect(await create('+65-81230002')).toMatchObject({ errcode: 40103 })
  expect(await find('13800138000')).toMatchObject({ errcode: 40104 })
  expect(await find('+86-13800138000')).toMatchObject({ errcode: 60121 })
})

test('members are found by a part of their name, or by all of it', async () => {
  const simulator = await simulated()
  const search = async (body: object) =>
    simulator.fresh('POST', '/v1.0/contact/users/search', { offset: 0, size: 10, ...body })
  expect((await search({ queryWord: 'mei c' })).body).toEqual({
    hasMore: false,
    totalCount: 1,
    list: ['mei04'],
  })
  expect((await search({ queryWord: 'Mei', fullMatchField: 1 })).body).toMatchObject({
    totalCount: 0,
    list: [],
  })
  const first = (await search({ queryWord: 'a', size: 2 })).body
  const second = (await search({ queryWord: 'a', size: 2, offset: 1 })).body
  expect(first).toMatchObject({ hasMore: true, totalCount: second.totalCount })
  expect(first.list).toHaveLength(2)
  expect(second.list).not.toEqual(first.list)
  expect(await search({ queryWord: 'a', size: '2' })).toMatchObject({
    status: 400,
    body: { code: 'parameter.error' },
  })
  await set(simulator, { missingScopes: ['qyapi_addresslist_search'] })
  expect(await search({ queryWord: 'a' })).toMatchObject({
    status: 403,
    body: { accessdenieddetail: { requiredScopes: ['qyapi_addresslist_search'] } },
  })
})
