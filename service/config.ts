/** The only reader of the environment: checks it, names what is wrong, and hands it out as typed settings. */
import { BlockList, isIP } from 'node:net'
import * as z from 'zod'
import { isMongodbUri, malformedMongodbUri, weakenings } from './settings/mongodb.ts'
import { weakInProduction } from './settings/production.ts'
import { unknownSettings } from './settings/unknown.ts'

/** A key ring: `id:base64url of 32 bytes`, comma separated; the first is used for new things, all are accepted. */
const keyRing = z.string().transform((text, context) => {
  const keys = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [id = '', encoded = ''] = part.split(':')
      return { id, key: Buffer.from(encoded, 'base64url') }
    })
  const wrong = keys.find(({ id, key }) => !/^[\w-]{1,32}$/.test(id) || key.length !== 32)
  if (!keys.length || wrong || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue('must be id:key pairs, comma separated, each key 32 bytes in base64url')
    return z.NEVER
  }
  if (keys.some(({ key }) => new Set(key).size < 8)) {
    context.addIssue('holds a key that is not random; make one with: openssl rand 32 | base64 -w0')
    return z.NEVER
  }
  return keys as [KeyOfRing, ...KeyOfRing[]]
})

export interface KeyOfRing {
  id: string
  key: Buffer
}

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/$/, ''))
const mongodbUrl = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/./, { error: 'must start with mongodb://', abort: true })
  .refine(isMongodbUri, malformedMongodbUri)
const smtpUrl = z.string().regex(/^smtps?:\/\/./, 'must start with smtp:// or smtps://')

/** Addresses from which our own proxies come where nothing else is said: this machine and private networks. */
const privateNetworks =
  '127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7, fe80::/10'

/** Addresses and CIDR ranges, comma separated; `none` for none. */
const addresses = z.string().transform((text, context) => {
  const list = new BlockList()
  if (text.trim() === 'none') return list
  for (const part of text.split(',').map((one) => one.trim())) {
    const [address = '', bits] = part.split('/')
    const version = isIP(address)
    const longest = version === 6 ? 128 : 32
    if (!version || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= longest))) {
      context.addIssue('must be addresses or ranges such as 10.0.0.0/8, comma separated, or none')
      return z.NEVER
    }
    list.addSubnet(address, Number(bits ?? longest), version === 6 ? 'ipv6' : 'ipv4')
  }
  return list
})

/** Some of the words, comma separated. */
const commaSeparated = <Word extends string>(words: readonly Word[]) =>
  z.string().transform((text, context) => {
    const given = text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    const known = words.filter((word) => given.includes(word))
    if (known.length === new Set(given).size) return known
    context.addIssue(`must be of ${words.join(', ')}, comma separated`)
    return z.NEVER
  })

/** A number, or `unlimited`, which becomes null. */
const monthlyCalls = z.union(
  [
    z.literal('unlimited').transform(() => null),
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number),
  ],
  { error: 'must be a whole number of calls such as 5000, or unlimited' },
)

/** Days for which something is kept, or `forever`, which becomes null. A month is the least: people ask back. */
const daysKept = z.union(
  [
    z.literal('forever').transform(() => null),
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((days) => days >= 30),
  ],
  { error: 'must be a whole number of days, 30 at least, or forever' },
)

const timeZone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}, 'must be an IANA time zone such as Asia/Singapore')

const environment = z.object({
  // an operator who forgets it is told what production lacks, rather than served without its checks
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  PUBLIC_URL: url,
  MONGODB_URI: mongodbUrl,
  MONGODB_ALLOW_INSECURE: commaSeparated(weakenings).prefault(''),
  DINGTALK_CLIENT_ID: z.string().min(1),
  DINGTALK_CLIENT_SECRET: z.string().min(1),
  DINGTALK_CORP_ID: z.string().min(1),
  DINGTALK_AGENT_ID: z.string().regex(/^\d+$/, 'must be a number'),
  DINGTALK_ROBOT_CODE: z.string().min(1),
  DINGTALK_ORGANISATION: z.enum(['mainland', 'abroad']).default('mainland'),
  DINGTALK_MONTHLY_CALLS: monthlyCalls.default(5_000),
  DINGTALK_IDENTITY_FIELD: z.string().max(100).optional(),
  DINGTALK_EVENTS: z.enum(['stream', 'callback']).default('stream'),
  DINGTALK_CALLBACK_TOKEN: z.string().optional(),
  DINGTALK_CALLBACK_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}$/, 'must be the 43 characters that DingTalk shows')
    .optional(),
  DINGTALK_API_URL: url.default('https://api.dingtalk.com'),
  DINGTALK_OAPI_URL: url.default('https://oapi.dingtalk.com'),
  DINGTALK_LOGIN_URL: url.default('https://login.dingtalk.com'),
  SESSION_KEYS: keyRing,
  SECRET_KEYS: keyRing,
  SMTP_URL: smtpUrl,
  MAIL_FROM: z.string().min(3).default('Partner Workspace <no-reply@localhost>'),
  PARTNER_TEAM_EMAIL: z.email().default('overseas_support@alipay.com'),
  BUSINESS_TIME_ZONE: timeZone.default('Asia/Singapore'),
  TRUSTED_PROXIES: addresses.prefault(privateNetworks),
  METRICS_TOKEN: z.string().min(24, 'must have at least 24 characters').optional(),
  PUBLIC_DOCS: z.enum(['yes', 'no']).optional(),
  RETENTION_EVENTS_DAYS: daysKept.default(1_095),
  RETENTION_REJECTED_PHOTOS_DAYS: daysKept.default(365),
  RETENTION_FORMER_STAFF_DAYS: daysKept.default(730),
  RETENTION_REVEALS_DAYS: daysKept.default(730),
  RETENTION_STORE_CONTACTS_DAYS: daysKept.default(365),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

type Environment = z.output<typeof environment>

/** Those variables that are right by themselves. */
function partOf(given: Record<string, unknown>): Partial<Environment> {
  return Object.fromEntries(
    Object.entries(environment.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(given[name])
      return success ? [[name, data]] : []
    }),
  )
}

/** Everything that is wrong with the environment, one line each. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration'
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`)
    this.problems = problems
  }
}

/**
 * Settings from an environment such as `process.env`. A variable that is set but empty counts as not set.
 * @throws BadConfiguration naming every variable that is missing, weak or misspelt, never its value.
 */
export function readConfig(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  const env = parsed.success ? parsed.data : partOf(given)
  const wrong = (parsed.error?.issues ?? []).map((issue) =>
    given[String(issue.path[0])] === undefined
      ? `${String(issue.path[0])} is missing`
      : `${String(issue.path[0])} ${issue.message}`,
  )
  if (env.NODE_ENV === 'production') wrong.push(...weakInProduction(env))
  if (
    env.DINGTALK_EVENTS === 'callback' &&
    !(env.DINGTALK_CALLBACK_TOKEN && env.DINGTALK_CALLBACK_AES_KEY)
  ) {
    wrong.push(
      'DINGTALK_CALLBACK_TOKEN and DINGTALK_CALLBACK_AES_KEY are needed when DINGTALK_EVENTS=callback',
    )
  }
  const unknown = unknownSettings(Object.keys(given), Object.keys(environment.shape))
  wrong.push(...unknown.wrong)
  if (!parsed.success || wrong.length) throw new BadConfiguration([...wrong, ...unknown.odd])
  return { ...settingsOf(parsed.data), unknownSettings: unknown.odd }
}

function settingsOf(env: Environment) {
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    /** Where a process without the web part answers for its health and its metrics; absent: nowhere. */
    healthPort: env.HEALTH_PORT,
    /** Without a slash at its end. */
    publicUrl: env.PUBLIC_URL,
    mongodbUri: env.MONGODB_URI,
    dingtalk: {
      clientId: env.DINGTALK_CLIENT_ID,
      clientSecret: env.DINGTALK_CLIENT_SECRET,
      corpId: env.DINGTALK_CORP_ID,
      agentId: env.DINGTALK_AGENT_ID,
      robotCode: env.DINGTALK_ROBOT_CODE,
      /** Where the organisation is registered: elsewhere mainland numbers are written with their country code too. */
      organisation: env.DINGTALK_ORGANISATION,
      /** Calls of a month that DingTalk takes of the organisation; null: as many as one likes. */
      monthlyCalls: env.DINGTALK_MONTHLY_CALLS,
      /** Profile field of the organisation that holds the identity people chose; absent: DingTalk does not tell. */
      identityField: env.DINGTALK_IDENTITY_FIELD,
      events: env.DINGTALK_EVENTS,
      callbackToken: env.DINGTALK_CALLBACK_TOKEN,
      callbackAesKey: env.DINGTALK_CALLBACK_AES_KEY,
      apiUrl: env.DINGTALK_API_URL,
      oapiUrl: env.DINGTALK_OAPI_URL,
      /** Of the page on which people outside DingTalk sign in. */
      loginUrl: env.DINGTALK_LOGIN_URL,
    },
    sessionKeys: env.SESSION_KEYS,
    secretKeys: env.SECRET_KEYS,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    /** The contact of ISOs for what they cannot do themselves. */
    partnerTeamEmail: env.PARTNER_TEAM_EMAIL,
    businessTimeZone: env.BUSINESS_TIME_ZONE,
    /** The proxies whose forwarded addresses are trusted. */
    trustedProxies: env.TRUSTED_PROXIES,
    /** With which `/metrics` is read. */
    metricsToken: env.METRICS_TOKEN,
    /** Whether `/docs` and `/openapi.json` are there. */
    publicDocs: (env.PUBLIC_DOCS ?? (env.NODE_ENV === 'production' ? 'no' : 'yes')) === 'yes',
    /** Days for which personal data is kept; null: forever (docs/privacy.md). */
    retention: {
      events: env.RETENTION_EVENTS_DAYS,
      rejectedPhotos: env.RETENTION_REJECTED_PHOTOS_DAYS,
      formerStaff: env.RETENTION_FORMER_STAFF_DAYS,
      reveals: env.RETENTION_REVEALS_DAYS,
      storeContacts: env.RETENTION_STORE_CONTACTS_DAYS,
    },
    logLevel: env.LOG_LEVEL,
  }
}

export type Config = ReturnType<typeof readConfig>

let current: Config | undefined

/** Settings in force. Programs and tests call `configure` once, before anything else. */
export function config(): Config {
  if (!current) throw new Error('configure() has not been called')
  return current
}

export function configure(source: Record<string, string | undefined> = process.env): Config {
  current = readConfig(source)
  return current
}
