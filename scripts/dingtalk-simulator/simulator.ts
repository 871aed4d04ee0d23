/** Starts and stops a simulated DingTalk: its API, its Stream gateway, its page, all devices and the mail catcher. */
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { bodyParser } from '@koa/bodyparser'
import { send } from '@koa/send'
import Koa from 'koa'
import { joinPage } from './control/join-page.ts'
import { oauthPage } from './control/oauth-page.ts'
import { controlRoutes } from './control/routes.ts'
import { Devices } from './devices/devices.ts'
import { Callbacks } from './events/callbacks.ts'
import { Push } from './events/push.ts'
import { StreamGateway } from './events/stream-gateway.ts'
import { startMail } from './mail.ts'
import { Misbehaviour } from './misbehaviour.ts'
import { CallLog } from './platform/call-log.ts'
import { CallLimits } from './platform/limits.ts'
import type { Platform } from './platform/platform.ts'
import { servePlatform } from './platform/serve.ts'
import { readSettings, type SimulatorSettings } from './settings.ts'
import { initialState } from './state/initial.ts'
import { onStage } from './state/people.ts'
import { Store } from './state/store.ts'
import { certificateOf } from './tls/certificate.ts'
import { serveProxy } from './tls/proxy.ts'
import { TrayPhotos } from './tray/photos.ts'

const hangUps = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])

export interface RunningSimulator {
  /** Of the page of phones. */
  url: string
  /** Base of DingTalk's own API, both families. */
  apiUrl: string
  /** The same over TLS, where it was asked for, and the certificate to trust. */
  secureApiUrl?: string
  certificateFile?: string
  smtpUrl: string
  /** By person. */
  devices: Record<string, string>
  stop: () => Promise<void>
}

/** Starts one; what is not given comes from the environment. Rejects when a port is taken. */
export async function startSimulator(
  options: Partial<SimulatorSettings> = {},
): Promise<RunningSimulator> {
  const settings = readSettings(process.env, options)
  const store = new Store(settings.dataFolder, () => initialState(settings.organisationName))
  const misbehaviour = new Misbehaviour(store)
  const gateway = new StreamGateway({
    pingMs: () => store.state.knobs.pingMs,
    onChange: () => store.changed(),
  })
  const push = new Push({ settings, store, gateway, misbehaviour })
  const callbacks = new Callbacks({ settings, store, gateway, misbehaviour })
  const platform: Platform = {
    settings,
    store,
    push,
    callbacks,
    gateway,
    misbehaviour,
    limits: new CallLimits(),
    addresses: { api: '' },
  }
  const photos = new TrayPhotos()
  const devices = new Devices(platform, photos)
  const log = new CallLog()

  const app = new Koa()
  app.on('error', (error: NodeJS.ErrnoException) => {
    // the page was closed while it was answered: nothing is wrong
    if (!hangUps.has(String(error.code))) console.error(error)
  })
  app.use(takeOddEncodings)
  app.use(bodyParser({ enableTypes: ['json', 'form'], jsonLimit: '2mb', onError: refuseBody }))
  app.use(servePlatform(platform, log))
  app.use(controlRoutes({ platform, devices, photos, log }).routes())
  app.use(oauthPage(platform, devices).routes())
  app.use(joinPage(platform, devices).routes())
  app.use(servePage(settings))
  const server = createServer(app.callback())
  const { tlsPort } = settings
  const certificate =
    tlsPort === undefined ? undefined : await certificateOf(settings.dataFolder, settings.host)
  const secureServer = certificate && createSecureServer(certificate, app.callback())
  for (const one of [server, secureServer]) if (one) gateway.attach(one)
  if (secureServer) serveProxy(server, secureServer)

  const stopAll = async () => {
    push.close()
    callbacks.close()
    gateway.close()
    await devices.stop()
    await Promise.all([server, secureServer].map(stopListening))
    await store.close()
  }

  try {
    const port = await listen(server, settings.port, settings.host)
    platform.addresses.api = `http://${settings.host}:${port}`
    if (secureServer) {
      const securePort = await listen(secureServer, tlsPort ?? 0, settings.host)
      platform.addresses.secureApi = `https://${settings.host}:${securePort}`
    }
    await devices.start(port)
    const mail = await startMail(settings, store)
    push.start()
    const { api: url, secureApi } = platform.addresses
    let stopped: Promise<void> | undefined
    return {
      url,
      apiUrl: url,
      ...(secureApi &&
        certificate && { secureApiUrl: secureApi, certificateFile: certificate.file }),
      smtpUrl: mail.url,
      devices: Object.fromEntries(
        onStage(store.state).map((person) => [person.id, devices.urlOf(person.id)]),
      ),
      stop: () => (stopped ??= mail.stop().then(stopAll)),
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}

/** Resolves with the port that it got. */
async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((done, reject) => {
    server.once('error', reject)
    server.listen(port, host, done)
  })
  return (server.address() as AddressInfo).port
}

async function stopListening(server: Server | undefined): Promise<void> {
  if (!server) return
  await new Promise<void>((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}

/** Some clients send `Content-Encoding: UTF-8` and the like, which DingTalk passes over. */
function takeOddEncodings(ctx: Koa.Context, next: Koa.Next) {
  const encoding = ctx.get('content-encoding')
  if (encoding && !/^(gzip|deflate|br|identity)$/i.test(encoding))
    delete ctx.req.headers['content-encoding']
  return next()
}

function refuseBody(_error: Error, ctx: Koa.Context) {
  // DingTalk has codes for it
  if (ctx.path.startsWith('/simulator/')) ctx.throw(400, 'the body cannot be read')
  ctx.state.isUnreadable = true
}

/** The built page of phones, at the root; what it does not have either is left to those after it. */
function servePage(settings: SimulatorSettings): Koa.Middleware {
  const root = resolve(settings.pageFolder)
  return async (ctx) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return
    const isAsset = ctx.path.startsWith('/assets/')
    if (isAsset) ctx.set('cache-control', 'public, max-age=31536000, immutable')
    const isFile = /\.\w+$/.test(ctx.path)
    if (!isFile && ctx.path !== '/') return
    try {
      await send(ctx, isFile ? ctx.path : '/index.html', { root })
    } catch (error) {
      // it is not there, or a name that no file can have
      if (((error as { status?: number }).status ?? 500) >= 500) throw error
      ctx.remove('cache-control')
      if (isFile) return
      ctx.status = 503
      ctx.type = 'text/plain; charset=utf-8'
      ctx.body = 'The page of the simulated DingTalk is not built yet.\n'
    }
  }
}
