/** What the bare server is given at its start: its database, its only caller, the key of its links. */

/** Variables that the parent sets beside the service's own. */
export const callerVariables = ({ iso, staff }: { iso: string; staff: string }) => ({
  BENCH_ISO: iso,
  BENCH_STAFF: staff,
})

function given(variable: string): string {
  const value = process.env[variable]
  if (!value) throw new Error(`${variable} is missing`)
  return value
}

export const callerGiven = () => ({
  iso: given('BENCH_ISO'),
  staff: given('BENCH_STAFF'),
  mongodbUri: given('MONGODB_URI'),
})

/** The first key of the ring. */
export function sessionKeyGiven(): { id: string; key: Buffer } {
  const [id = '', key = ''] = given('SESSION_KEYS').split(',')[0]?.split(':') ?? []
  return { id, key: Buffer.from(key, 'base64url') }
}
