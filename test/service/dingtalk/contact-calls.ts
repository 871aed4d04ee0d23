/** What tests of the contacts of DingTalk begin with. */
import { afterEach, beforeAll, expect } from 'vitest'
import { DingTalkError } from '../../../service/dingtalk/errors.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { openDatabase } from './door.ts'

// the limits of calls are kept there
beforeAll(() => openDatabase())
// a ban outlasts a test
afterEach(() => Places.updateMany({}, { $unset: { closedUntil: 1 } }))

export const oapi = 'https://oapi.dingtalk.com'
export const create = '/topapi/v2/user/create'
export const lin = { name: 'Lin Wei', phone: '+6581230002', departmentId: 1 }

export async function caught(work: Promise<unknown>): Promise<DingTalkError> {
  const error: unknown = await work.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DingTalkError)
  return error as DingTalkError
}
