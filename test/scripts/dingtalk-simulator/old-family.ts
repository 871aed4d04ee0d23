/** What tests of the old API begin with. */
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { type Simulated } from './simulated.ts'

export const { clientId, clientSecret } = demoOrganisation
export const getUser = '/topapi/v2/user/get'

/** Posts a body as it is. */
export async function post(
  simulator: Simulated,
  path: string,
  type: string,
  body: string,
  more = {},
) {
  const headers = { 'content-type': type, ...more }
  const response = await fetch(simulator.url + path, { method: 'POST', headers, body })
  return (await response.json()) as Record<string, unknown>
}

export const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)

export const misbehave = (simulator: Simulated, rule: object) =>
  simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
