/** A QR code as a picture: one sharp shape, to be shown, printed or taken away. */
import { encode } from 'uqr'

/** Light cells around it, without which cameras do not find it. */
const quiet = 4

/** The dark cells as one path in a square of `size` cells. */
export function shapeOf(text: string): { size: number; path: string } {
  // a quarter may be dirty or torn and it still reads
  const { data, size } = encode(text, { ecc: 'Q', border: quiet })
  const cells = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return { size, path: cells.join('') }
}

/** For printers and programs that draw: sharp at any size. */
export function svgOf(text: string): Blob {
  const { size, path } = shapeOf(text)
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" ` +
    `shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/>` +
    `<path d="${path}"/></svg>`
  return new Blob([svg], { type: 'image/svg+xml' })
}

/** Pixels of a cell: a code of usual length prints sharp at 15 cm. */
const cell = 32

/** For chats and documents. */
export async function pngOf(text: string): Promise<Blob> {
  const { size, path } = shapeOf(text)
  const canvas = document.createElement('canvas')
  canvas.width = size * cell
  canvas.height = size * cell
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no pictures')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  context.scale(cell, cell)
  context.fill(new Path2D(path))
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture was not made'))),
      'image/png',
    ),
  )
}

/** Hands a picture to the browser's downloads. */
export function takeAway(picture: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(picture)
  link.download = name
  link.click()
  // some browsers read it only after a while
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
