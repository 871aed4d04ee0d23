/** The strokes that all drawings of the tray share; everything is SVG of 1600 × 1200. */

export const svg = (body: string, defs = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="0 0 1600 1200"><defs>${defs}</defs>${body}</svg>`

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`

export const circle = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`

export const gradient = (id: string, from: string, to: string) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`

/** Numbers between 0 and 1, the same for the same seed. */
export function random(seed: number) {
  let state = seed * 2654435761
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return Math.abs(state) / 4294967296
  }
}

/** Looks like a code from where the photographer stands; it is not readable. */
function code(x: number, y: number, size: number, seed: number) {
  const next = random(seed)
  const cells = 21
  const cell = size / cells
  let body = rect(x, y, size, size, '#fff')
  for (let row = 0; row < cells; row += 1)
    for (let column = 0; column < cells; column += 1)
      if (next() > 0.52)
        body += rect(x + column * cell, y + row * cell, cell + 0.4, cell + 0.4, '#10131a')
  for (const [cx, cy] of [
    [0, 0],
    [14, 0],
    [0, 14],
  ] as const) {
    body += rect(x + cx * cell, y + cy * cell, cell * 7, cell * 7, '#10131a')
    body += rect(x + (cx + 1) * cell, y + (cy + 1) * cell, cell * 5, cell * 5, '#fff')
    body += rect(x + (cx + 2) * cell, y + (cy + 2) * cell, cell * 3, cell * 3, '#10131a')
  }
  return body
}

/** The stand with a Marketing Code on it. */
export function codeStand(x: number, y: number, width: number, seed: number) {
  const height = width * 1.45
  const inner = width * 0.7
  return (
    `<ellipse cx="${x + width / 2}" cy="${y + height + 8}" rx="${width * 0.62}" ry="${width * 0.1}" fill="#0003"/>` +
    rect(x, y, width, height, '#1467ff', `rx="${width * 0.07}"`) +
    rect(
      x + width * 0.08,
      y + width * 0.3,
      width * 0.84,
      height * 0.72,
      '#fff',
      `rx="${width * 0.05}"`,
    ) +
    `<text x="${x + width / 2}" y="${y + width * 0.2}" font-family="sans-serif" font-weight="700" font-size="${width * 0.13}" fill="#fff" text-anchor="middle">SCAN &amp; PAY</text>` +
    code(x + (width - inner) / 2, y + width * 0.38, inner, seed) +
    `<text x="${x + width / 2}" y="${y + height - width * 0.1}" font-family="sans-serif" font-size="${width * 0.08}" fill="#345" text-anchor="middle">No. ${1000 + seed * 37}</text>`
  )
}
