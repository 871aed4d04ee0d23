/** A certificate that the simulator makes for itself, for clients that insist on TLS: kept with its state, so that it needs to be trusted only once. */
import {
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import {
  bits,
  context,
  integer,
  octets,
  oid,
  sequence,
  set,
  tagged,
  text,
  time,
  yes,
} from './der.ts'

export interface Certificate {
  /** PEM of the certificate, which is its own authority. */
  cert: string
  /** PEM of its private key. */
  key: string
  /** Where the certificate lies, for clients that are told to trust it. */
  file: string
}

const day = 24 * 3600 * 1000
const validDays = 825
const renewedBefore = 30 * day

const ecdsaWithSha256 = () => sequence(oid('1.2.840.10045.4.3.2'))
const commonName = (name: string) => sequence(set(sequence(oid('2.5.4.3'), text(name))))

function addressOf(host: string): Buffer {
  const version = isIP(host)
  // only the loopback of IPv6 is ever asked for
  if (version === 6) return tagged(0x87, Buffer.from([...Array<number>(15).fill(0), 1]))
  if (version === 4) return tagged(0x87, Buffer.from(host.split('.').map(Number)))
  return tagged(0x82, Buffer.from(host))
}

function extension(id: string, value: Uint8Array, isCritical = false): Buffer {
  return sequence(oid(id), ...(isCritical ? [yes()] : []), octets(value))
}

/** DER of a certificate for these hosts, signed with its own key. */
function selfSigned(hosts: string[], publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const now = Date.now()
  const name = commonName('Simulated DingTalk')
  const about = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256(),
    name,
    sequence(time(new Date(now - day)), time(new Date(now + validDays * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    context(
      3,
      sequence(
        // it may vouch for itself: whoever trusts it as an authority trusts it as a server
        extension('2.5.29.19', sequence(yes()), true),
        // digitalSignature and keyCertSign
        extension('2.5.29.15', bits(Buffer.from([0x84]), 2), true),
        extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
        extension('2.5.29.17', sequence(...hosts.map(addressOf))),
      ),
    ),
  )
  return sequence(about, ecdsaWithSha256(), bits(sign('sha256', about, privateKey)))
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`

function isGood(cert: string, hosts: string[]): boolean {
  const known = new X509Certificate(cert)
  const ends = Date.parse(known.validTo)
  return (
    ends > Date.now() + renewedBefore &&
    hosts.every((host) => (isIP(host) ? known.checkIP(host) : known.checkHost(host)))
  )
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The certificate of a data folder, made when there is none that still holds.
 * @param host that the simulator listens on, beside this machine's own names
 */
export function certificateOf(dataFolder: string, host: string): Certificate {
  const folder = join(dataFolder, 'tls')
  const file = join(folder, 'certificate.pem')
  const keyFile = join(folder, 'key.pem')
  const isAnywhere = host === '0.0.0.0' || host === '::'
  const hosts = [...new Set(['localhost', '127.0.0.1', '::1', ...(isAnywhere ? [] : [host])])]
  const [cert, key] = [readIfThere(file), readIfThere(keyFile)]
  if (cert && key && isGood(cert, hosts)) return { cert, key, file }
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const made = {
    cert: pem(selfSigned(hosts, publicKey, privateKey)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(keyFile, made.key, { mode: 0o600 })
  writeFileSync(file, made.cert)
  return { ...made, file }
}
