/** A complete environment for tests: real settings of this machine, with new keys. */
import { randomBytes } from 'node:crypto'
import { demoOrganisation } from '../../scripts/demo/people.ts'
import { testDatabaseUri } from './database.ts'

const key = () => `k1:${randomBytes(32).toString('base64url')}`
/** One for all starts of a test file: they work on one database, which knows its keys. */
const keys = { SESSION_KEYS: key(), SECRET_KEYS: key() }

/** For programs that get no other environment: what Node has compiled before (see vitest.config.ts). */
export function compiledBefore(): Record<string, string> {
  const folder = process.env['NODE_COMPILE_CACHE']
  return folder ? { NODE_COMPILE_CACHE: folder } : {}
}

/** A complete environment; what a test needs otherwise it overrides. */
export function testEnvironment(given: Record<string, string> = {}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3000',
    MONGODB_URI: testDatabaseUri(),
    DINGTALK_CLIENT_ID: demoOrganisation.clientId,
    DINGTALK_CLIENT_SECRET: demoOrganisation.clientSecret,
    DINGTALK_CORP_ID: demoOrganisation.corpId,
    DINGTALK_AGENT_ID: demoOrganisation.agentId,
    DINGTALK_ROBOT_CODE: demoOrganisation.robotCode,
    DINGTALK_CALLBACK_TOKEN: demoOrganisation.callbackToken,
    DINGTALK_CALLBACK_AES_KEY: demoOrganisation.callbackAesKey,
    // nothing listens there: a test that means DingTalk starts a simulator
    DINGTALK_API_URL: 'http://127.0.0.1:9',
    DINGTALK_OAPI_URL: 'http://127.0.0.1:9',
    ...keys,
    SMTP_URL: 'smtp://127.0.0.1:9',
    LOG_LEVEL: 'silent',
    ...compiledBefore(),
    ...given,
  }
}
