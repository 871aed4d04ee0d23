/** A certificate authority of the simulator's own and a certificate signed by it, for clients that insist on TLS: kept with its state, so that it needs to be trusted only once. */
import {
  createHash,
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
  /** PEM of the server's certificate, and after it that of the authority. */
  cert: string
  /** PEM of the private key of the server's certificate. */
  key: string
  /** Where the certificate of the authority lies, for clients that are told to trust it. */
  file: string
}

/** DingTalk's own hosts, for clients that reach the simulator through its proxy. */
const dingtalkDomains = ['dingtalk.com', 'dingtalk.io']

/** Is it a host of DingTalk, such as `api.dingtalk.com`? */
export const isDingTalkHost = (host: string) =>
  dingtalkDomains.some((domain) => host.toLowerCase().endsWith(`.${domain}`))

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

interface Wanted {
  subject: string
  issuer: string
  publicKey: KeyObject
  /** Of the issuer. */
  signingKey: KeyObject
  extensions: Buffer[]
}

/** PEM of a certificate. */
function signed({ subject, issuer, publicKey, signingKey, extensions }: Wanted): string {
  const now = Date.now()
  const about = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256(),
    commonName(issuer),
    sequence(time(new Date(now - day)), time(new Date(now + validDays * day))),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...extensions)),
  )
  return pem(sequence(about, ecdsaWithSha256(), bits(sign('sha256', about, signingKey))))
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
/** Any bytes will do, as long as the authority and what it signed have the same. */
const keyIdOf = (key: KeyObject) =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()

/**
 * An authority and a certificate for these hosts. Two, because some libraries (rustls) refuse an
 * authority's own certificate as that of a server. The authority's private key is not kept.
 */
function makeChain(hosts: string[]): { authority: string; server: string; key: string } {
  const authority = 'Simulated DingTalk authority'
  const own = newKeys()
  const server = newKeys()
  return {
    authority: signed({
      subject: authority,
      issuer: authority,
      publicKey: own.publicKey,
      signingKey: own.privateKey,
      extensions: [
        extension('2.5.29.19', sequence(yes()), true),
        // keyCertSign
        extension('2.5.29.15', bits(Buffer.from([0x04]), 2), true),
        extension('2.5.29.14', octets(keyIdOf(own.publicKey))),
      ],
    }),
    server: signed({
      subject: 'Simulated DingTalk',
      issuer: authority,
      publicKey: server.publicKey,
      signingKey: own.privateKey,
      extensions: [
        extension('2.5.29.19', sequence(), true),
        // digitalSignature
        extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
        extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
        extension('2.5.29.17', sequence(...hosts.map(addressOf))),
        extension('2.5.29.35', sequence(tagged(0x80, keyIdOf(own.publicKey)))),
      ],
    }),
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`

/** Is this the chain of the authority, for all of these hosts, and not about to end? */
function isGood(authority: string, server: string, hosts: string[]): boolean {
  const known = new X509Certificate(server)
  const ends = Date.parse(known.validTo)
  return (
    known.verify(new X509Certificate(authority).publicKey) &&
    ends > Date.now() + renewedBefore &&
    hosts.every((host) =>
      isIP(host) ? known.checkIP(host) : known.checkHost(host.replace('*.', 'any.')),
    )
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
 * @param host that the simulator listens on, beside this machine's own names and DingTalk's
 */
export function certificateOf(dataFolder: string, host: string): Certificate {
  const folder = join(dataFolder, 'tls')
  const file = join(folder, 'certificate.pem')
  const serverFile = join(folder, 'server.pem')
  const keyFile = join(folder, 'key.pem')
  const isAnywhere = host === '0.0.0.0' || host === '::'
  const own = ['localhost', '127.0.0.1', '::1', ...(isAnywhere ? [] : [host])]
  const hosts = [...new Set([...own, ...dingtalkDomains.map((domain) => `*.${domain}`)])]
  const [authority, server, key] = [file, serverFile, keyFile].map(readIfThere)
  if (authority && server && key && isGood(authority, server, hosts))
    return { cert: server + authority, key, file }
  const made = makeChain(hosts)
  mkdirSync(folder, { recursive: true })
  writeFileSync(keyFile, made.key, { mode: 0o600 })
  writeFileSync(serverFile, made.server)
  writeFileSync(file, made.authority)
  return { cert: made.server + made.authority, key: made.key, file }
}
