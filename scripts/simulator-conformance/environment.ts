/** What a client is told: where the simulated DingTalk is, what it trusts, and the credentials and addresses of the demonstration. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { demoOrganisation, demoPeople } from '../demo/people.ts'
import type { RunningSimulator } from '../dingtalk-simulator/simulator.ts'

const trustStorePassword = 'simulated'

/** Where the sign-in page sends people back to: the service's own address, as it is by default. */
export const redirectUrl = 'http://127.0.0.1:3000/console'

/** Custom robots of a group: one that takes everything, and one that wants signatures. */
export const customRobots = {
  open: { token: 'conformance', title: 'Conformance' },
  signed: { token: 'conformance-signed', title: 'Signed', secret: 'SECsimulated' },
}

/**
 * Options that make Java take the simulator as its proxy and trust its authority. The trust store
 * is made by Java's own tool.
 */
export async function javaOptions(
  { url, certificateFile }: RunningSimulator,
  folder: string,
): Promise<string[]> {
  const store = join(folder, 'trust.p12')
  // prettier-ignore
  await promisify(execFile)('keytool', ['-importcert', '-noprompt', '-alias', 'simulator', '-file', certificateFile ?? '',
    '-keystore', store, '-storetype', 'PKCS12', '-storepass', trustStorePassword])
  const { hostname, port } = new URL(url)
  return [
    `-Djavax.net.ssl.trustStore=${store}`,
    `-Djavax.net.ssl.trustStorePassword=${trustStorePassword}`,
    `-Dhttps.proxyHost=${hostname}`,
    `-Dhttps.proxyPort=${port}`,
  ]
}

/** The same for all others: a client whose addresses are constants comes to the simulator too. */
function leadHere({ url, certificateFile = '' }: RunningSimulator) {
  const local = '127.0.0.1,localhost'
  return {
    HTTPS_PROXY: url,
    https_proxy: url,
    NO_PROXY: local,
    no_proxy: local,
    SSL_CERT_FILE: certificateFile,
    REQUESTS_CA_BUNDLE: certificateFile,
    NODE_EXTRA_CA_CERTS: certificateFile,
    NODE_USE_ENV_PROXY: '1',
  }
}

export function environmentOf(
  simulator: RunningSimulator,
  given: { receiverPort: number; loginCode: string; groupId: string },
): Record<string, string> {
  const { url } = simulator
  const organisation = demoOrganisation
  return {
    ...leadHere(simulator),
    DINGTALK_OPENAPI_ENDPOINT: url,
    BASE_URL: url,
    HOST: new URL(url).host,
    CLIENT_ID: organisation.clientId,
    CLIENT_SECRET: organisation.clientSecret,
    CORP_ID: organisation.corpId,
    AGENT_ID: organisation.agentId,
    ROBOT_CODE: organisation.robotCode,
    CALLBACK_TOKEN: organisation.callbackToken,
    CALLBACK_AES_KEY: organisation.callbackAesKey,
    RECEIVER_PORT: String(given.receiverPort),
    USER_ID: demoPeople.find(({ id }) => id === 'mei')?.dingtalkUserId ?? '',
    LOGIN_CODE: given.loginCode,
    REDIRECT_URL: redirectUrl,
    GROUP_ID: given.groupId,
    GROUP_WEBHOOK: `${url}/robot/send?access_token=${customRobots.open.token}`,
    SIGNED_WEBHOOK: `${url}/robot/send?access_token=${customRobots.signed.token}`,
    SIGNED_SECRET: customRobots.signed.secret,
  }
}
