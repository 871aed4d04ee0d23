/** Reads MONGODB_URI as the driver will, and says what is insecure about it. */
import mongoose from 'mongoose'

/** What MONGODB_ALLOW_INSECURE can allow. */
export const weakenings = ['no-authentication', 'no-tls', 'unchecked-certificates'] as const
export type Weakening = (typeof weakenings)[number]

const words: Record<Weakening, string> = {
  'no-authentication':
    'names neither a user with a password nor an authMechanism such as MONGODB-X509',
  'no-tls': 'does not use TLS (add tls=true)',
  'unchecked-certificates':
    'lets the driver accept any certificate (take out tlsInsecure, tlsAllow…)',
}

/** Said instead of the driver's own words, which can quote a password. */
export const malformedMongodbUri =
  'cannot be read: check its form and options, and write special characters of user and password percent-encoded'

function optionsOf(uri: string) {
  return new mongoose.mongo.MongoClient(uri).options
}

/** Whether the driver can read it; it connects to nothing. */
export function isMongodbUri(uri: string): boolean {
  try {
    optionsOf(uri)
    return true
  } catch {
    return false
  }
}

/** The password in it; empty when there is none. */
export const passwordOfMongodb = (uri: string) => optionsOf(uri).credentials?.password ?? ''

/** Mechanisms that authenticate without a password. */
const withoutPassword = ['MONGODB-X509', 'MONGODB-AWS', 'MONGODB-OIDC', 'GSSAPI']

function weaknessesOf(uri: string): Weakening[] {
  const { credentials, tls, rejectUnauthorized, checkServerIdentity } = optionsOf(uri)
  const proves = credentials?.password || withoutPassword.includes(credentials?.mechanism ?? '')
  const unchecked = rejectUnauthorized === false || checkServerIdentity !== undefined
  return [
    ...(proves ? [] : (['no-authentication'] as const)),
    ...(tls ? [] : (['no-tls'] as const)),
    ...(tls && unchecked ? (['unchecked-certificates'] as const) : []),
  ]
}

/** A line for each thing that is insecure and not allowed. */
export function insecureMongodb(uri: string, allowed: readonly Weakening[]): string[] {
  return weaknessesOf(uri)
    .filter((one) => !allowed.includes(one))
    .map((one) => `MONGODB_URI ${words[one]}, or set MONGODB_ALLOW_INSECURE=${one}`)
}
