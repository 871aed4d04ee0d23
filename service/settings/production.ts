/** What production demands of the settings beyond their shape. */
import { insecureMongodb, passwordOfMongodb, type Weakening } from './mongodb.ts'
import { demoKeyPrefix, isPublished } from './published.ts'

interface Key {
  id: string
  key: Buffer
}

/** Those settings that production looks at. */
interface Settings {
  PUBLIC_URL: string
  MONGODB_URI: string
  MONGODB_ALLOW_INSECURE: Weakening[]
  DINGTALK_API_URL: string
  DINGTALK_OAPI_URL: string
  DINGTALK_LOGIN_URL: string
  DINGTALK_CLIENT_SECRET: string
  DINGTALK_CALLBACK_TOKEN: string | undefined
  DINGTALK_CALLBACK_AES_KEY: string | undefined
  METRICS_TOKEN: string | undefined
  SMTP_URL: string
  MAIL_FROM: string
  SESSION_KEYS: Key[]
  SECRET_KEYS: Key[]
}

const isSecret = (text: string) => !isPublished(text)

/** The password in an address; empty when there is none. */
function passwordOf(address: string): string {
  const written = URL.parse(address)?.password ?? ''
  try {
    return decodeURIComponent(written)
  } catch (error) {
    if (error instanceof URIError) return written
    throw error
  }
}

/** What production demands beyond the shape of each variable; what is missing is said elsewhere. */
export function weakInProduction(env: Partial<Settings>): string[] {
  const wrong: string[] = []
  const must = <Name extends keyof Settings>(
    name: Name,
    holds: (value: NonNullable<Settings[Name]>) => boolean,
    words: string,
  ) => {
    const value = env[name]
    if (value !== undefined && value !== null && !holds(value)) wrong.push(`${name} ${words}`)
  }
  for (const name of [
    'PUBLIC_URL',
    'DINGTALK_API_URL',
    'DINGTALK_OAPI_URL',
    'DINGTALK_LOGIN_URL',
  ] as const) {
    must(name, (address) => address.startsWith('https://'), 'must be https in production')
  }
  must('DINGTALK_CLIENT_SECRET', (secret) => secret.length >= 32, 'is too short to be real')
  must('DINGTALK_CALLBACK_TOKEN', (token) => token.length >= 16, 'must have at least 16 characters')
  must(
    'SMTP_URL',
    (address) => address.startsWith('smtps:') || /[?&]requireTLS=true\b/.test(address),
    'must be smtps://, or say ?requireTLS=true',
  )
  must('MAIL_FROM', (from) => !from.includes('@localhost'), 'must be an address of yours')
  const published = 'is a public value: put in your own'
  must('DINGTALK_CLIENT_SECRET', isSecret, published)
  must('DINGTALK_CALLBACK_TOKEN', isSecret, published)
  must('DINGTALK_CALLBACK_AES_KEY', isSecret, published)
  must('METRICS_TOKEN', isSecret, published)
  must('SMTP_URL', (address) => isSecret(passwordOf(address)), 'has the password of the example')
  must('MONGODB_URI', (uri) => isSecret(passwordOfMongodb(uri)), 'has the password of the example')
  for (const name of ['SESSION_KEYS', 'SECRET_KEYS'] as const) {
    must(
      name,
      (ring) => !ring.some(({ id }) => id.startsWith(demoKeyPrefix)),
      'holds a key of the demonstration: make your own',
    )
  }
  if (env.MONGODB_URI) {
    wrong.push(...insecureMongodb(env.MONGODB_URI, env.MONGODB_ALLOW_INSECURE ?? []))
  }
  const used = [env.SESSION_KEYS, env.SECRET_KEYS].flatMap((ring) =>
    (ring ?? []).map(({ key }) => key.toString('hex')),
  )
  if (new Set(used).size < used.length) {
    wrong.push('SESSION_KEYS and SECRET_KEYS must not share a key')
  }
  return wrong
}
