/** A certificate authority of the simulator's own and a certificate signed by it, for clients that insist on TLS: kept with its state, so that it needs to be trusted only once. */
import { X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'

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

const keysBy = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

const newKeys = () => crypto.subtle.generateKey(keysBy, true, ['sign', 'verify'])

interface Chain {
  authority: string
  server: string
  key: string
}

/**
 * An authority and a certificate for these hosts. Two, because some libraries (rustls) refuse an
 * authority's own certificate as that of a server; with the ids of the keys, which others (Python)
 * look for. The authority's private key is not kept.
 */
async function makeChain(hosts: string[]): Promise<Chain> {
  // only where it speaks TLS; the second needs the first to be there
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const [own, server] = await Promise.all([newKeys(), newKeys()])
  const now = Date.now()
  const common = {
    notBefore: new Date(now - day),
    notAfter: new Date(now + validDays * day),
    signingAlgorithm: keysBy,
  }
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...common,
    name: 'CN=Simulated DingTalk authority',
    keys: own,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(own.publicKey),
    ],
  })
  const names = hosts.map((host) => ({
    type: isIP(host) ? ('ip' as const) : ('dns' as const),
    value: host,
  }))
  const certificate = await x509.X509CertificateGenerator.create({
    ...common,
    subject: 'CN=Simulated DingTalk',
    issuer: authority.subject,
    publicKey: server.publicKey,
    signingKey: own.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.AuthorityKeyIdentifierExtension.create(own.publicKey),
    ],
  })
  const key = await crypto.subtle.exportKey('pkcs8', server.privateKey)
  return {
    authority: `${authority.toString('pem')}\n`,
    server: `${certificate.toString('pem')}\n`,
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  }
}

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
export async function certificateOf(dataFolder: string, host: string): Promise<Certificate> {
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
  const made = await makeChain(hosts)
  mkdirSync(folder, { recursive: true })
  writeFileSync(keyFile, made.key, { mode: 0o600 })
  writeFileSync(serverFile, made.server)
  writeFileSync(file, made.authority)
  return { cert: made.server + made.authority, key: made.key, file }
}
