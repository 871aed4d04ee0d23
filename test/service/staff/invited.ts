/** Org invitations, asked for again later. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { pollInvitations } from '../../../service/staff/actions/poll.ts'
import { Hiring } from './hiring.ts'

export const create = '/topapi/v2/user/create'
export const byMobile = '/topapi/v2/user/getbymobile'
export const day = 24 * 3_600_000

export let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

/** It is so much later for the service; DingTalk lives in its own time. */
export async function pollLater(milliseconds: number): Promise<number> {
  clock.arrange(() => new Date(Date.now() + milliseconds))
  try {
    return await pollInvitations()
  } finally {
    clock.arrange()
  }
}
