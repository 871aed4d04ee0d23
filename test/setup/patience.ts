/** How long tests that are not about outages and limits wait; also for processes of their own, which have no vitest. */

/** Milliseconds: a busy machine on which MongoDB answers late once is no outage. */
export const patientWithMongoDB = 15_000

/** Milliseconds: DingTalk's own two seconds for the answer to a press have tests of their own. */
const patientWithPresses = 15_000

/** Lets a simulated DingTalk wait longer for answers to presses of cards. */
export async function awaitPresses(simulator: { url: string }): Promise<void> {
  const changed = await fetch(`${simulator.url}/simulator/api/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ cardTimeoutMs: patientWithPresses }),
  })
  if (!changed.ok) throw new Error(`the simulated DingTalk answered ${changed.status}`)
}
