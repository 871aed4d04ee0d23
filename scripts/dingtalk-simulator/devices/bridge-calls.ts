/** What the device answers to the calls of the bridge, as DingTalk's client would. */
import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { giveCode } from '../platform/codes.ts'
import type { Platform } from '../platform/platform.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import { exifOf, type TrayPhotos } from '../tray/photos.ts'
import { unwrapped } from '../links.ts'
import { isPublic } from './proxy.ts'
import { uploadFile } from './upload.ts'

export interface BridgeParts {
  platform: Platform
  photos: TrayPhotos
  person: StoredPerson
  simulatorUrl: string
}

/** What the bridge script gets back; see `bridge/device.ts`. */
export type BridgeAnswer =
  | { ok: unknown }
  | { error: { errorCode: string; errorMessage: string } }
  | { choose: 'code'; codes: { label: string; text: string }[] }
  | { choose: 'photo' }
  | { open: string; ok: unknown }
  | { close: true; ok: unknown }

/** A call of a page: `name` as in `biz.util.scan`. */
interface BridgeCall {
  name: string
  args: Record<string, unknown>
  /** Names one page load. */
  page: string
  /** The page's address without its fragment. */
  url: string
  deviceOrigin: string
}

const fail = (errorCode: string, errorMessage: string): BridgeAnswer => ({
  error: { errorCode, errorMessage },
})

/** Calls that need `dd.config` first. */
const needConfig = new Set([
  'biz.util.chooseImage',
  'device.geolocation.get',
  'biz.clipboardData.setData',
])

/** What each page load was granted by `dd.config`. */
const granted = new Map<string, Set<string>>()
const rememberedPages = 500

type Handler = (parts: BridgeParts, call: BridgeCall) => BridgeAnswer | Promise<BridgeAnswer>

const nothing: Handler = () => ({ ok: {} })

const handlers: Record<string, Handler> = {
  'runtime.permission.requestAuthCodeV2': requestAuthCode,
  'runtime.permission.requestAuthCode': requestAuthCode,
  'runtime.permission.requestJsApis': configure,
  config: configure,
  'biz.util.scan': scan,
  'biz.util.chooseImage': chooseImage,
  'biz.util.uploadFile': async ({ platform, photos, person }, call) => {
    if (!person.online) return fail('12', 'network error')
    const bytes = await photoOfPath(photos, person, String(call.args.filePath ?? ''))
    if (!bytes) return fail('3', 'filePath does not exist')
    return { ok: await uploadFile(platform, person, call.args, bytes) }
  },
  'biz.util.openLink': openLink,
  'biz.util.open': openLink,
  'device.geolocation.get': ({ person }) => {
    const { place } = person
    if (!place) return fail('11', 'no location permission')
    return {
      ok: {
        longitude: place.longitude,
        latitude: place.latitude,
        accuracy: place.accuracy,
        address: '',
        province: '',
        city: '',
        district: '',
        road: '',
        netType: person.online ? '4g' : 'none',
        operatorType: 'unknown',
        isWifiEnabled: false,
        isGpsEnabled: true,
        isFromMock: false,
        provider: 'gps',
        isMobileEnabled: person.online,
        errorCode: 0,
        errorMessage: '',
      },
    }
  },
  'device.connection.getNetworkType': ({ person }) => ({
    ok: { result: person.online ? (person.device === 'phone' ? '4g' : 'wifi') : 'none' },
  }),
  'biz.navigation.close': () => ({ close: true, ok: {} }),
  'biz.navigation.quit': () => ({ close: true, ok: {} }),
  'biz.navigation.setTitle': nothing,
  'biz.navigation.goBack': nothing,
  'biz.navigation.setLeft': nothing,
  'biz.navigation.setRight': nothing,
  'biz.clipboardData.setData': nothing,
  'device.notification.toast': nothing,
  'device.notification.vibrate': nothing,
  'device.base.getPhoneInfo': ({ person }) => ({
    ok: { brand: 'Simulated', model: person.device, version: '14', screenWidth: 1080 },
  }),
  'biz.util.previewImage': nothing,
}

/** Answers one call; what DingTalk's client does not know fails with code 1. */
export async function callBridge(
  parts: BridgeParts,
  given: Record<string, unknown>,
  deviceOrigin: string,
): Promise<BridgeAnswer> {
  const name =
    typeof given.name === 'string' ? given.name : `${String(given.plugin)}.${String(given.action)}`
  const call: BridgeCall = {
    name,
    args:
      typeof given.args === 'object' && given.args ? (given.args as Record<string, unknown>) : {},
    page: String(given.page ?? ''),
    url: String(given.url ?? ''),
    deviceOrigin,
  }
  const handler = handlers[name]
  if (!handler) return fail('1', `${name} is not supported`)
  if (needConfig.has(name) && !granted.get(call.page)?.has(name))
    return fail('7', `${name}: no permission, call dd.config first`)
  return handler(parts, call)
}

function requestAuthCode({ platform, person: owner }: BridgeParts, { args, name }: BridgeCall) {
  const { settings } = platform
  const { people } = platform.store.state
  const person = people.find(({ id }) => id === owner.account) ?? owner
  if (!owner.online) return fail('12', 'network error')
  if (name.endsWith('V2') && person.olderClient) return fail('1', `${name} is not supported`)
  if (person.alsoIn?.includes(String(args.corpId)))
    return { ok: { code: giveCode(platform.store, person, 'elsewhere') } }
  if (args.corpId !== settings.corpId || !person.member)
    return fail('3', 'the user does not belong to the organisation')
  if (name.endsWith('V2') && args.clientId !== undefined && args.clientId !== settings.clientId)
    return fail('3', 'clientId is not of this application')
  return { ok: { code: giveCode(platform.store, person, 'member') } }
}

/** Checks the signature of `dd.config`: SHA-256 as in today's sample, or SHA-1 as in older ones. */
function configure({ platform }: BridgeParts, { args, page, url, deviceOrigin }: BridgeCall) {
  const { settings, store } = platform
  const wanted = String(args.signature ?? '').toLowerCase()
  const addresses = [url, settings.publicUrl + url.slice(deviceOrigin.length)]
  const now = Date.now()
  const good = store.state.jsapiTickets
    .filter(({ expiresAt }) => expiresAt > now)
    .some(({ token }) =>
      addresses.some((address) => {
        const text = `jsapi_ticket=${token}&noncestr=${String(args.nonceStr)}&timestamp=${String(args.timeStamp)}&url=${decodeUrl(address)}`
        return ['sha256', 'sha1'].some(
          (kind) => createHash(kind).update(text).digest('hex') === wanted,
        )
      }),
    )
  if (args.corpId !== settings.corpId) return fail('52012', 'corpId does not match')
  if (String(args.agentId) !== settings.agentId) return fail('52011', 'agentId does not match')
  if (!good) return fail('52013', 'signature does not match')
  const list = Array.isArray(args.jsApiList) ? args.jsApiList.map(String) : []
  granted.set(page, new Set(list))
  const [oldest] = granted.keys()
  if (granted.size > rememberedPages && oldest !== undefined) granted.delete(oldest)
  return { ok: {} }
}

/** The query of the signed address is URL-decoded. */
function decodeUrl(address: string) {
  const at = address.indexOf('?')
  if (at < 0) return address
  try {
    return address.slice(0, at) + decodeURIComponent(address.slice(at))
  } catch {
    // A query that is no valid encoding is signed as it stands.
    return address
  }
}

function scan({ platform, person }: BridgeParts, { args }: BridgeCall): BridgeAnswer {
  const text = args.simulatedChoice ?? person.scanNext
  if (typeof text === 'string') return { ok: { text } }
  return { choose: 'code', codes: platform.store.state.trayCodes }
}

async function chooseImage(
  { photos, person }: BridgeParts,
  { args, deviceOrigin }: BridgeCall,
): Promise<BridgeAnswer> {
  const id = args.simulatedChoice ?? person.cameraNext
  if (typeof id !== 'string') return { choose: 'photo' }
  const bytes = await cameraPhoto(photos, person, id, false)
  if (!bytes) return fail('3', 'no such photo')
  const path = `${deviceOrigin}/__simulator/photos/${id}.jpg`
  return {
    ok: { files: [{ path, size: bytes.length, fileType: 'image' }], filePaths: [path] },
  }
}

function openLink(
  { platform, person }: BridgeParts,
  { args, deviceOrigin }: BridgeCall,
): BridgeAnswer {
  const { url } = unwrapped(String(args.url ?? ''), person.device)
  const own = url.startsWith(`${deviceOrigin}/`) ? deviceOrigin : platform.settings.publicUrl
  if (own !== deviceOrigin && !isPublic(platform.settings, url)) return { ok: {} }
  person.openRequest = { path: url.slice(own.length) || '/', at: Date.now() }
  platform.store.changed()
  return { ok: {} }
}

async function photoOfPath(photos: TrayPhotos, person: StoredPerson, path: string) {
  const id = /\/__simulator\/photos\/([\w-]+)\.jpg$/.exec(path)?.[1]
  return id ? cameraPhoto(photos, person, id, false) : undefined
}

/**
 * A tray photo as this device's camera would have taken it just now: time and place of the device
 * in its EXIF, and never twice the same to the last pixel. Photos that are meant to be old, or to be no photos at all, stay as they are.
 */
export async function cameraPhoto(
  photos: TrayPhotos,
  person: StoredPerson,
  id: string,
  preview: boolean,
): Promise<Buffer | undefined> {
  const photo = await photos.read(id)
  if (!photo || photo.fixed || preview) return photo?.bytes
  const size = 32
  const noise = { width: size, height: size, channels: 3 } as const
  const speck = await sharp(randomBytes(size * size * 3), { raw: noise })
    .png()
    .toBuffer()
  return sharp(photo.bytes)
    .composite([{ input: speck, gravity: 'southeast', blend: 'soft-light' }])
    .withExif(exifOf(new Date(), person.place))
    .jpeg({ quality: 88 })
    .toBuffer()
}
