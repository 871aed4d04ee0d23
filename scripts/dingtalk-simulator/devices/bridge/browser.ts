/** The browser's own interfaces, made to follow the device: language, network, place. */

const device = globalThis.__simulatedDevice

function follow(target: object, name: string, read: () => unknown) {
  Object.defineProperty(target, name, { configurable: true, enumerable: true, get: read })
}

follow(Navigator.prototype, 'userAgent', () => device.facts.userAgent)
follow(Navigator.prototype, 'language', () => device.facts.language)
follow(Navigator.prototype, 'languages', () =>
  device.facts.language === 'en' ? ['en'] : [device.facts.language, 'en'],
)
follow(Navigator.prototype, 'onLine', () => device.facts.online)

let wasOnline = device.facts.online
device.changed.addEventListener('changed', () => {
  if (device.facts.online === wasOnline) return
  wasOnline = device.facts.online
  const name = wasOnline ? 'online' : 'offline'
  device.emit(name)
  window.dispatchEvent(new Event(name))
})
// The real network of the machine is not the device's: its events do not count.
for (const name of ['online', 'offline'])
  window.addEventListener(
    name,
    (event) => {
      if (event.isTrusted) event.stopImmediatePropagation()
    },
    true,
  )

const permissionDenied = 1

function position(): GeolocationPosition | undefined {
  const { place } = device.facts
  if (!place) return undefined
  const coords = {
    ...place,
    altitude: null,
    altitudeAccuracy: null,
    heading: null,
    speed: null,
  }
  return {
    coords: { ...coords, toJSON: () => coords },
    timestamp: Date.now(),
    toJSON: () => ({ coords, timestamp: Date.now() }),
  }
}

function tell(success: PositionCallback, failure?: PositionErrorCallback | null) {
  const now = position()
  if (now) success(now)
  else
    failure?.({
      code: permissionDenied,
      message: 'User denied Geolocation',
      PERMISSION_DENIED: 1,
      POSITION_UNAVAILABLE: 2,
      TIMEOUT: 3,
    })
}

const watches = new Map<number, () => void>()
let lastWatch = 0

const geolocation: Geolocation = {
  getCurrentPosition: (success, failure) => {
    setTimeout(() => tell(success, failure), 30)
  },
  watchPosition: (success, failure) => {
    const told = () => tell(success, failure)
    lastWatch += 1
    watches.set(lastWatch, told)
    device.changed.addEventListener('changed', told)
    setTimeout(told, 30)
    return lastWatch
  },
  clearWatch: (id) => {
    const told = watches.get(id)
    if (told) device.changed.removeEventListener('changed', told)
    watches.delete(id)
  },
}
follow(Navigator.prototype, 'geolocation', () => geolocation)
