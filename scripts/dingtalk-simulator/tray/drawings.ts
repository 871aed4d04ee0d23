/** Small original drawings of what field staff photograph, as SVG of 1600 × 1200. */

const svg = (body: string, defs = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="0 0 1600 1200"><defs>${defs}</defs>${body}</svg>`

const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`

const circle = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`

const gradient = (id: string, from: string, to: string) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`

/** Numbers between 0 and 1, the same for the same seed. */
function random(seed: number) {
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
function codeStand(x: number, y: number, width: number, seed: number) {
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

export interface StorefrontLook {
  name: string
  goods: 'cafe' | 'bakery' | 'market'
  light: 'day' | 'night'
  /** 0–360; colour of the signboard and awning. */
  hue: number
}

/** A shop seen from across the street: sky, wall, signboard, awning, door and window. */
export function storefront({ name, goods, light, hue }: StorefrontLook) {
  const dark = light === 'night'
  const strong = `hsl(${hue} 58% ${dark ? 16 : 44}%)`
  const pale = `hsl(${hue} 45% ${dark ? 12 : 88}%)`
  const wall = dark ? '#151820' : '#efe5d6'
  const brick = dark ? '#1a1d26' : '#e4d6c2'
  const glass = dark ? 'url(#lamp)' : 'url(#glass)'
  const text = dark ? '#40301c' : '#fffaf0'
  let body = rect(0, 0, 1600, 1200, 'url(#sky)')
  if (!dark)
    body += `<g fill="#fff" opacity=".8"><ellipse cx="300" cy="120" rx="120" ry="34"/><ellipse cx="380" cy="96" rx="90" ry="38"/><ellipse cx="1290" cy="84" rx="140" ry="30"/></g>`
  body += rect(90, 150, 1420, 850, wall)
  const next = random(hue + 7)
  for (let n = 0; n < 90; n += 1)
    body += rect(
      100 + Math.floor(next() * 23) * 60,
      160 + Math.floor(next() * 26) * 32,
      52,
      24,
      brick,
    )
  for (const x of [210, 560, 910, 1260])
    body +=
      rect(x, 185, 130, 150, dark ? '#0e1017' : '#d8e6ee', 'stroke="#7a6b5a" stroke-width="10"') +
      rect(x + 60, 185, 10, 150, '#7a6b5a')
  body += rect(130, 372, 1340, 150, strong, 'rx="10"')
  body += rect(146, 388, 1308, 118, 'none', `rx="6" stroke="${pale}" stroke-width="4"`)
  body += `<text x="800" y="476" font-family="Georgia, serif" font-weight="700" font-size="88" letter-spacing="8" fill="${text}" text-anchor="middle">${name.replace('&', '&amp;')}</text>`
  for (let n = 0; n < 16; n += 1)
    body += `<path d="M${150 + n * 81.25} 540 h81.25 v92 a40.6 40.6 0 0 1 -81.25 0 z" fill="${n % 2 ? pale : strong}"/>`
  body += rect(180, 660, 720, 320, glass, 'stroke="#4c3f33" stroke-width="14"')
  body += rect(960, 640, 260, 360, '#4c3f33') + rect(984, 664, 212, 336, glass)
  body += circle(1180, 830, 12, '#d8b25c')
  body += rect(1270, 660, 180, 320, glass, 'stroke="#4c3f33" stroke-width="14"')
  body += dark ? '' : goodsIn(goods, hue)
  body += `<text x="1090" y="720" font-family="sans-serif" font-size="34" font-weight="700" fill="${dark ? '#332' : '#a33'}" text-anchor="middle">${dark ? 'CLOSED' : 'OPEN'}</text>`
  if (!dark) body += codeStand(1020, 850, 74, 5)
  body +=
    rect(0, 1000, 1600, 60, dark ? '#20232b' : '#c9c3b8') +
    rect(0, 1060, 1600, 140, dark ? '#0b0d12' : '#7d7f85')
  for (let x = 40; x < 1600; x += 220) body += rect(x, 1124, 120, 12, dark ? '#1d1f26' : '#e7e3d4')
  body += plant(130, 1000, dark) + plant(1480, 1000, dark)
  return svg(
    body,
    gradient('sky', dark ? '#04060c' : '#9fd0ee', dark ? '#0d1018' : '#f2f6f4') +
      gradient('glass', '#bfe0e8', '#6f9fae') +
      gradient('lamp', '#3a2c14', '#171008'),
  )
}

function goodsIn(goods: StorefrontLook['goods'], hue: number) {
  let body = rect(200, 900, 680, 14, '#8a6a48')
  if (goods === 'market')
    for (let n = 0; n < 24; n += 1)
      body += rect(
        214 + (n % 12) * 55,
        800 + Math.floor(n / 12) * 118,
        42,
        n < 12 ? 90 : 56,
        `hsl(${n * 47} 60% 55%)`,
        'rx="6"',
      )
  else if (goods === 'bakery')
    for (let n = 0; n < 10; n += 1)
      body += `<ellipse cx="${250 + n * 64}" cy="${876 - (n % 3) * 8}" rx="30" ry="22" fill="hsl(${28 + (n % 4) * 5} 62% 52%)"/><path d="M${234 + n * 64} ${868 - (n % 3) * 8} l30 8" stroke="#7a4a1c" stroke-width="4"/>`
  else
    for (let n = 0; n < 4; n += 1) {
      const x = 280 + n * 160
      body += rect(x - 50, 850, 100, 12, '#5b4632') + rect(x - 6, 862, 12, 110, '#5b4632')
      body += `<path d="M${x - 20} 818 h40 l-6 32 h-28 z" fill="#fff"/><path d="M${x - 6} 812 q6 -14 0 -26" stroke="#fff" stroke-width="4" fill="none"/>`
      body += circle(x, 720, 22, `hsl(${hue + 30} 80% 70%)`) + rect(x - 2, 667, 4, 34, '#333')
    }
  return body
}

function plant(x: number, y: number, dark: boolean) {
  const green = dark ? '#0f1c14' : '#4f8a4f'
  let body = `<path d="M${x - 42} ${y - 70} h84 l-14 70 h-56 z" fill="${dark ? '#241a14' : '#b0603c'}"/>`
  for (const [dx, dy, r] of [
    [-26, -92, 34],
    [24, -98, 36],
    [0, -136, 42],
    [-34, -146, 26],
    [36, -148, 26],
  ] as const)
    body += circle(x + dx, y + dy, r, green)
  return body
}

/** A counter inside, with or without the stand that staff have put there. */
export function counter({ hue, stand, seed }: { hue: number; stand: boolean; seed: number }) {
  let body = rect(0, 0, 1600, 1200, `hsl(${hue} 38% 82%)`)
  for (let row = 0; row < 2; row += 1) {
    body += rect(120, 200 + row * 210, 900, 22, '#8a6a48')
    for (let n = 0; n < 11; n += 1)
      body += rect(
        140 + n * 80,
        200 + row * 210 - (70 + ((n * seed) % 5) * 16),
        46,
        70 + ((n * seed) % 5) * 16,
        `hsl(${(n * 41 + hue) % 360} 48% 56%)`,
        'rx="8"',
      )
  }
  body += rect(1120, 120, 340, 250, '#23262e', 'rx="12"')
  for (let n = 0; n < 5; n += 1)
    body += rect(1150, 160 + n * 40, 180 + ((n * 37) % 90), 12, '#e9e4d3')
  body += rect(0, 690, 1600, 60, '#b98a5a') + rect(0, 750, 1600, 450, '#8d6238')
  for (let x = 60; x < 1600; x += 210) body += rect(x, 780, 6, 420, '#7a532d')
  body +=
    rect(960, 470, 330, 220, '#2b2f38', 'rx="14"') +
    rect(985, 495, 280, 150, '#9fd3e6') +
    rect(1090, 640, 70, 52, '#2b2f38')
  body += rect(240, 610, 220, 82, '#eceff2', 'rx="16"') + circle(350, 596, 26, '#d9b25f')
  if (stand) body += codeStand(610, 372, 220, seed)
  else body += `<ellipse cx="720" cy="690" rx="120" ry="14" fill="#0002"/>`
  return svg(body)
}

/** A table seen from above, with the stand of its number. */
export function table({ number, hue }: { number: number; hue: number }) {
  let body = rect(0, 0, 1600, 1200, '#cbbfae')
  for (let n = 0; n < 12; n += 1) body += rect(n * 140, 0, 4, 1200, '#b9ab97')
  body += `<ellipse cx="800" cy="690" rx="690" ry="420" fill="#0002"/><ellipse cx="800" cy="650" rx="680" ry="410" fill="hsl(${hue} 32% 62%)"/><ellipse cx="800" cy="640" rx="650" ry="385" fill="hsl(${hue} 36% 70%)"/>`
  body +=
    circle(420, 640, 120, '#fff') +
    circle(420, 640, 84, '#f1ece2') +
    circle(400, 620, 40, '#c98d4a')
  body += circle(1190, 700, 70, '#fff') + circle(1190, 700, 52, '#5a3a22')
  body +=
    rect(560, 850, 16, 160, '#c7ccd2', 'rx="8"') + rect(600, 850, 16, 160, '#c7ccd2', 'rx="8"')
  body += codeStand(690, 330, 230, 20 + number * 3)
  body +=
    circle(1010, 400, 58, '#fff') +
    `<text x="1010" y="424" font-family="sans-serif" font-size="68" font-weight="700" text-anchor="middle" fill="#333">${number}</text>`
  return svg(body)
}

/** The room behind the door. */
export function interior() {
  let body = rect(0, 0, 1600, 760, '#e9dccb') + `<path d="M0 760 H1600 V1200 H0 z" fill="#a5805a"/>`
  for (let n = 0; n < 9; n += 1)
    body += `<path d="M${800 + (n - 4) * 90} 760 L${800 + (n - 4) * 330} 1200" stroke="#8f6c48" stroke-width="5"/>`
  body += rect(110, 160, 420, 300, '#bcd8e4', 'stroke="#6d5a46" stroke-width="16"')
  for (let n = 0; n < 3; n += 1)
    body += rect(
      800 + n * 230,
      180,
      170,
      220,
      `hsl(${20 + n * 110} 42% 62%)`,
      'stroke="#4a3b2e" stroke-width="10"',
    )
  for (const [x, y, s] of [
    [330, 800, 1],
    [820, 760, 0.8],
    [1260, 850, 1.15],
  ] as const)
    body += `<ellipse cx="${x}" cy="${y}" rx="${190 * s}" ry="${54 * s}" fill="#6b4a2c"/><path d="M${x - 10 * s} ${y} h${20 * s} v${200 * s} h-${20 * s} z" fill="#54391f"/>${codeStand(x - 32 * s, y - 116 * s, 64 * s, Math.round(x / 10))}`
  for (let n = 0; n < 5; n += 1)
    body += rect(260 + n * 270, 0, 4, 90, '#333') + circle(262 + n * 270, 112, 34, '#ffd98a')
  return svg(body)
}
