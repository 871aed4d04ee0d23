/** Where the phone is: asked of the browser, then of DingTalk. */
import type { Place } from '../../service/http/contract.ts'
import { OfflineError, ProblemError } from '../api/problem-error.ts'
import { BridgeError, bridged, inDingTalk } from './bridge.ts'
import { configure } from './configure.ts'
import { place, placeIn } from './place.ts'

/** Why there is no place; each has a remedy of its own. */
export type NoPlace = 'refused' | 'unavailable'

export class NoPlaceError extends Error {
  override readonly name = 'NoPlaceError'
  readonly reason: NoPlace
  constructor(reason: NoPlace, cause?: unknown) {
    super(`No place: ${reason}`, { cause })
    this.reason = reason
  }
}

const patience = 10_000
function fromBrowser(): Promise<Place> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new NoPlaceError('unavailable'))
      return
    }
    // the browser's own time-out does not run while it waits for a permission
    const timer = setTimeout(() => reject(new NoPlaceError('unavailable')), patience + 2_000)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        clearTimeout(timer)
        resolve(place(coords.latitude, coords.longitude, coords.accuracy))
      },
      (error) => {
        clearTimeout(timer)
        const refused = error.code === error.PERMISSION_DENIED
        reject(new NoPlaceError(refused ? 'refused' : 'unavailable', error))
      },
      { enableHighAccuracy: true, timeout: patience, maximumAge: 30_000 },
    )
  })
}

async function fromDingTalk(): Promise<Place> {
  await configure()
  const found = await bridged(
    (jsapi) =>
      jsapi.getLocation({
        type: 0,
        useCache: true,
        // as satellites give it, not shifted as on Chinese maps
        coordinate: '0',
        cacheTimeout: 20,
        withReGeocode: false,
        targetAccuracy: '100',
      }),
    patience,
  )
  const there = placeIn(found)
  if (!there) throw new BridgeError('unpromised')
  return there
}

/** @throws NoPlaceError */
export async function whereAmI(): Promise<Place> {
  try {
    return await fromBrowser()
  } catch (error) {
    if (!(error instanceof NoPlaceError) || !inDingTalk()) throw error
    try {
      return await fromDingTalk()
    } catch (failure) {
      const expected =
        failure instanceof BridgeError ||
        failure instanceof ProblemError ||
        failure instanceof OfflineError
      if (!expected) throw failure
      const refused = failure instanceof BridgeError && ['7', '11'].includes(failure.code)
      throw new NoPlaceError(refused ? 'refused' : error.reason, failure)
    }
  }
}
