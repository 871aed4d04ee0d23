/** What tests of people who move between ISOs begin with. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'

export let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

export const failureOf = async (admin: TestOperator, id: string) =>
  (await at.find(admin, id)).body.failure?.reason
