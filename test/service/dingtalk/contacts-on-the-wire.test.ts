/** Calls about contacts as they are on the wire. */
import nock from 'nock'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createUser,
  findUserByMobile,
  getUser,
  getUserByCode,
  mobileOf,
} from '../../../service/dingtalk/contacts.ts'
import { ensureDepartment } from '../../../service/dingtalk/departments.ts'
import { asRefusal } from '../../../service/dingtalk/errors.ts'
import { caught, create, lin, oapi } from './contact-calls.ts'
import { configureDoor } from './door.ts'

describe('on the wire', () => {
  beforeEach(() => {
    configureDoor()
    nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 0, access_token: 'o1' })
  })
  afterEach(() => nock.cleanAll())
  afterAll(() => configureDoor())

  test('a number goes plain for mainland China and with its country code elsewhere', () => {
    expect(mobileOf('+8613800138000')).toBe('13800138000')
    expect(mobileOf('+6581230002')).toBe('+65-81230002')
    expect(mobileOf('+14155552671')).toBe('+1-4155552671')
    expect(mobileOf('+85251234567')).toBe('+852-51234567')
    expect(mobileOf('+999123')).toBe('+999123')
  })

  test('departments go as text, and an errcode that comes as text counts', async () => {
    nock(oapi)
      .post(create, { name: 'Lin Wei', mobile: '+65-81230002', dept_id_list: '7' })
      .query({ access_token: 'o1' })
      .reply(200, { errcode: '0', result: { userid: 'u9', unionId: 'x' } })
    expect(await createUser({ ...lin, departmentId: 7 })).toEqual({ kind: 'joined', userId: 'u9' })
    nock(oapi).post(create).query(true).reply(200, { errcode: '40103', errmsg: 'sent' })
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
  })

  test.each([
    [{ mobile: '13800138000', state_code: '86' }, '+8613800138000'],
    [{ mobile: '81230002', state_code: '65' }, '+6581230002'],
    [{ mobile: '+65-81230002', state_code: '65' }, '+6581230002'],
    [{ mobile: '+65-81230002' }, '+6581230002'],
    [{ mobile: '13800138000' }, '+8613800138000'],
    [{ mobile: '' }, undefined],
    [{}, undefined],
  ])('a number that comes as %o is read', async (given, phone) => {
    nock(oapi)
      .post('/topapi/v2/user/get')
      .query(true)
      .reply(200, { errcode: 0, result: { userid: 'u', unionid: 'x', name: 'N', ...given } })
    expect((await getUser('u'))?.phone).toBe(phone)
  })

  test('the person who signs in is read from the code; a used one names no person', async () => {
    const path = '/topapi/v2/user/getuserinfo'
    nock(oapi)
      .post(path, { code: 'c1' })
      .query(true)
      .reply(200, { errcode: 0, result: { userid: 'u', unionid: 'x', name: 'N' } })
    expect(await getUserByCode('c1')).toEqual({ userId: 'u', unionId: 'x', name: 'N' })
    for (const errcode of [40078, 40029]) {
      nock(oapi).post(path).query(true).reply(200, { errcode, errmsg: 'no' })
      expect(await getUserByCode('c1')).toBeUndefined()
    }
  })

  test('in an organisation abroad mainland numbers have their country code too', async () => {
    configureDoor({ DINGTALK_ORGANISATION: 'abroad' })
    expect(mobileOf('+8613800138000')).toBe('+86-13800138000')
    expect(mobileOf('+6581230002')).toBe('+65-81230002')
    nock(oapi)
      .post('/topapi/v2/user/getbymobile', { mobile: '+86-13800138000' })
      .query(true)
      .reply(200, { errcode: 0, result: { userid: 'u9' } })
    expect(await findUserByMobile('+8613800138000')).toBe('u9')
  })

  test('lists, numbers and flags may come as text', async () => {
    nock(oapi)
      .post('/topapi/v2/user/get')
      .query(true)
      .reply(200, {
        errcode: '0',
        result: { userid: 'u', unionid: 'x', name: 'N', active: 'true', dept_id_list: '[2,3]' },
      })
    expect(await getUser('u')).toMatchObject({ active: true, departmentIds: [2, 3] })
    nock(oapi)
      .post('/topapi/v2/department/create')
      .query(true)
      .reply(200, { errcode: '0', result: { dept_id: '17' } })
    expect(await ensureDepartment('Harbour Pay')).toBe(17)
  })

  test('a person who waits is told that DingTalk does not answer, and for how long', async () => {
    nock(oapi).post(create).query(true).reply(200, '<html>banned</html>')
    expect(asRefusal(await caught(createUser(lin)))).toMatchObject({
      code: 'dingtalk_unavailable',
      detail: { retryAfter: 300 },
    })
  })
})
