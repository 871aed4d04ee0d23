/** Places that a device can be put at by name, and the arithmetic of the little map. */
import type { Place } from '../api/types.ts'

export interface NamedPlace extends Place {
  id: string
  name: string
}

export const namedPlaces: NamedPlace[] = [
  {
    id: 'chinatown',
    name: 'Chinatown, Singapore',
    latitude: 1.2836,
    longitude: 103.8443,
    accuracy: 18,
  },
  {
    id: 'tekka',
    name: 'Tekka Market, Singapore',
    latitude: 1.3062,
    longitude: 103.8504,
    accuracy: 25,
  },
  {
    id: 'siam',
    name: 'Siam Square, Bangkok',
    latitude: 13.7466,
    longitude: 100.5347,
    accuracy: 24,
  },
  {
    id: 'yaowarat',
    name: 'Yaowarat, Bangkok',
    latitude: 13.7409,
    longitude: 100.5085,
    accuracy: 40,
  },
  {
    id: 'ferry',
    name: 'At sea, far from every store',
    latitude: 1.05,
    longitude: 104.6,
    accuracy: 900,
  },
]

const metresPerDegree = 111_320

/** The place so many metres to the east and to the south of another. */
export function moved(from: Place, east: number, south: number): Place {
  const shrink = Math.cos((from.latitude * Math.PI) / 180)
  return {
    ...from,
    latitude: round(from.latitude - south / metresPerDegree),
    longitude: round(from.longitude + east / (metresPerDegree * shrink)),
  }
}

/** How many metres one place lies to the east and to the south of another. */
export function offset(from: Place, to: Place): { east: number; south: number } {
  const shrink = Math.cos((from.latitude * Math.PI) / 180)
  return {
    east: (to.longitude - from.longitude) * metresPerDegree * shrink,
    south: (from.latitude - to.latitude) * metresPerDegree,
  }
}

/** To about 0.1 m. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
