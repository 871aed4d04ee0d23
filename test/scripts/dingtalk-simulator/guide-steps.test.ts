/** Which requests of a device tick a step of the guide. */
import { expect, test } from 'vitest'
import { guideStepOf } from '../../../scripts/dingtalk-simulator/devices/guide-steps.ts'

const submission = '/api/v1/submissions/0198c0de-0000-7000-8000-000000000000'
const decision = '/api/v1/reviews/0198c0de-0000-7000-8000-000000000000/decision'

test('a visit that the service took is submitted, and a decision that it took is made', () => {
  expect(guideStepOf('PUT', submission, 200)).toBe('submitted')
  expect(guideStepOf('PUT', `${submission}?again=1`, 201)).toBe('submitted')
  expect(guideStepOf('POST', decision, 200)).toBe('decided')
})

test.each([
  ['PUT', submission, 400],
  ['PUT', submission, 503],
  ['GET', submission, 200],
  ['PUT', `${submission}/revisions/2`, 200],
  ['POST', decision, 409],
  ['POST', '/api/v1/drafts', 200],
])('%s %s answered with %i is no step', (method, path, status) => {
  expect(guideStepOf(method, path, status)).toBeUndefined()
})
