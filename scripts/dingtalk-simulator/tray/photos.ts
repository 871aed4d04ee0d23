/** The photos that lie on the tray of the camera: drawn as SVG, turned into JPEG when first asked for. */
import sharp, { type Exif, type Sharp } from 'sharp'
import type { Place } from '../state/shapes/people.ts'
import { counter, interior, table } from './rooms.ts'
import { storefront } from './storefronts.ts'

interface Recipe {
  id: string
  label: string
  draw?: () => string
  /** The part of the drawing that is seen: where the photographer stands. */
  framing?: { left: number; top: number; width: number; height: number }
  /** After drawing: what a bad photographer does. */
  spoil?: (image: Sharp) => Sharp
  /** Taken then, and not when the camera is used. */
  takenAt?: Date
  place?: Place
  /** Handed over as it is, whatever the device's clock and place. */
  fixed?: boolean
  size?: { width: number; height: number }
}

export interface TrayPhoto {
  bytes: Buffer
  fixed: boolean
}

const width = 1600
const height = 1200

const recipes: Recipe[] = [
  {
    id: 'storefront-day',
    label: 'Storefront, by day',
    draw: () => storefront({ name: 'KOPI & KAYA', goods: 'cafe', light: 'day', hue: 18 }),
  },
  {
    id: 'storefront-bakery',
    label: 'Bakery storefront',
    draw: () => storefront({ name: 'Morning Loaf', goods: 'bakery', light: 'day', hue: 205 }),
  },
  {
    id: 'storefront-market',
    label: 'Mini-market storefront',
    draw: () => storefront({ name: 'LUCKY 88 MART', goods: 'market', light: 'day', hue: 140 }),
  },
  {
    id: 'storefront-night',
    label: 'Storefront, at night',
    draw: () => storefront({ name: 'KOPI & KAYA', goods: 'cafe', light: 'night', hue: 18 }),
  },
  {
    id: 'storefront-blurred',
    label: 'Storefront, blurred',
    draw: () => storefront({ name: 'KOPI & KAYA', goods: 'cafe', light: 'day', hue: 18 }),
    spoil: (image) => image.blur(14),
  },
  {
    id: 'storefront-old',
    label: 'Storefront, from the album (last year)',
    draw: () => storefront({ name: 'Siam Noodle', goods: 'cafe', light: 'day', hue: 330 }),
    framing: { left: 400, top: 250, width: 1120, height: 840 },
    takenAt: new Date('2025-09-14T04:21:09Z'),
    place: { latitude: 13.7466, longitude: 100.5347, accuracy: 20 },
    fixed: true,
  },
  {
    id: 'storefront-small',
    label: 'Storefront, much too small',
    draw: () => storefront({ name: 'KOPI & KAYA', goods: 'cafe', light: 'day', hue: 18 }),
    size: { width: 240, height: 180 },
    fixed: true,
  },
  {
    id: 'counter-code',
    label: 'Counter with a Marketing Code',
    draw: () => counter({ hue: 28, stand: true, seed: 3 }),
  },
  {
    id: 'counter-till',
    label: 'Counter, second till',
    draw: () => counter({ hue: 200, stand: true, seed: 8 }),
    framing: { left: 480, top: 300, width: 1080, height: 810 },
  },
  {
    id: 'counter-empty',
    label: 'Counter without a code',
    draw: () => counter({ hue: 28, stand: false, seed: 3 }),
  },
  { id: 'table-1', label: 'Table 1 with a code', draw: () => table({ number: 1, hue: 24 }) },
  { id: 'table-2', label: 'Table 2 with a code', draw: () => table({ number: 2, hue: 96 }) },
  {
    id: 'table-3',
    label: 'Table 3 with a code',
    draw: () => table({ number: 3, hue: 260 }),
    framing: { left: 100, top: 190, width: 1240, height: 930 },
  },
  { id: 'interior', label: 'Inside the store', draw: () => interior() },
  { id: 'not-a-photo', label: 'A PDF called .jpg', fixed: true },
]

export class TrayPhotos {
  readonly #made = new Map<string, Promise<Buffer>>()

  /** What lies on the tray; `base` is where the images are served. */
  list(base: string) {
    return recipes.map(({ id, label }) => ({ id, label, url: `${base}/${id}.jpg` }))
  }

  /** The bytes of one photo, `undefined` when there is none by that id. */
  async read(id: string): Promise<TrayPhoto | undefined> {
    const recipe = recipes.find((one) => one.id === id)
    if (!recipe) return undefined
    const made = this.#made.get(id) ?? make(recipe)
    this.#made.set(id, made)
    return { bytes: await made, fixed: recipe.fixed ?? false }
  }
}

async function make(recipe: Recipe): Promise<Buffer> {
  if (!recipe.draw) return pdf()
  const size = recipe.size ?? { width, height }
  const whole = { left: 0, top: 0, width, height }
  const drawn = await sharp(Buffer.from(recipe.draw()))
    .extract(recipe.framing ?? whole)
    .resize(size)
    .flatten()
    .raw()
    .toBuffer()
  // Unpacked between the steps: packing as PNG would take most of the time.
  const raw = { ...size, channels: 3 } as const
  const photo = await sharp(drawn, { raw })
    .composite([{ input: await grain(size), raw, blend: 'soft-light' }])
    .removeAlpha()
    .raw()
    .toBuffer()
  const spoiled = recipe.spoil ? recipe.spoil(sharp(photo, { raw })) : sharp(photo, { raw })
  return spoiled
    .withExif(exifOf(recipe.takenAt ?? new Date(), recipe.place ?? null))
    .jpeg({ quality: 88 })
    .toBuffer()
}

const grains = new Map<string, Promise<Buffer>>()

/** A little noise, so that a flat drawing has the texture of a photo. */
function grain(size: { width: number; height: number }) {
  const key = `${size.width}x${size.height}`
  const made =
    grains.get(key) ??
    sharp({
      create: {
        ...size,
        channels: 3,
        background: { r: 128, g: 128, b: 128 },
        noise: { type: 'gaussian', mean: 128, sigma: 9 },
      },
    })
      .raw()
      .toBuffer()
  grains.set(key, made)
  return made
}

/** EXIF with the time of taking and, when the place is known, its coordinates. */
export function exifOf(takenAt: Date, place: Place | null): Exif {
  const iso = takenAt.toISOString()
  const day = iso.slice(0, 10).replaceAll('-', ':')
  const time = iso.slice(11, 19)
  const exif: Exif = {
    IFD0: { Make: 'Simulated', Model: 'Tray camera', DateTime: `${day} ${time}` },
    IFD2: {
      DateTimeOriginal: `${day} ${time}`,
      DateTimeDigitized: `${day} ${time}`,
      OffsetTimeOriginal: '+00:00',
    },
  }
  if (place)
    exif.IFD3 = {
      GPSLatitudeRef: place.latitude < 0 ? 'S' : 'N',
      GPSLatitude: degrees(place.latitude),
      GPSLongitudeRef: place.longitude < 0 ? 'W' : 'E',
      GPSLongitude: degrees(place.longitude),
      GPSDateStamp: day,
      GPSTimeStamp: time
        .split(':')
        .map((part) => `${Number(part)}/1`)
        .join(' '),
    }
  return exif
}

/** Degrees, minutes and seconds as EXIF's fractions. */
function degrees(value: number) {
  const whole = Math.abs(value)
  const minutes = (whole % 1) * 60
  const seconds = Math.round((minutes % 1) * 60 * 100)
  return `${Math.floor(whole)}/1 ${Math.floor(minutes)}/1 ${seconds}/100`
}

function pdf() {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  )
}
