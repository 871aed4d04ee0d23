/** The environment of the measured service: production's, with a database and keys of this run. */
import { randomBytes } from 'node:crypto'

const ring = () => `b1:${randomBytes(32).toString('base64url')}`

/** DingTalk and mail are named but never called: nothing here leaves this machine. */
export function benchEnvironment(mongodbUri: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: '0',
    PUBLIC_URL: 'https://bench.example',
    MONGODB_URI: mongodbUri,
    MONGODB_ALLOW_INSECURE: 'no-authentication,no-tls',
    DINGTALK_CLIENT_ID: 'bench',
    DINGTALK_CLIENT_SECRET: randomBytes(32).toString('hex'),
    DINGTALK_CORP_ID: 'bench',
    DINGTALK_AGENT_ID: '1',
    DINGTALK_ROBOT_CODE: 'bench',
    DINGTALK_EVENTS: 'callback',
    DINGTALK_CALLBACK_TOKEN: randomBytes(16).toString('hex'),
    DINGTALK_CALLBACK_AES_KEY: randomBytes(32).toString('base64').slice(0, 43),
    SESSION_KEYS: ring(),
    SECRET_KEYS: ring(),
    SMTP_URL: 'smtps://127.0.0.1:9',
    MAIL_FROM: 'Bench <bench@bench.example>',
    LOG_LEVEL: 'info',
  }
}
