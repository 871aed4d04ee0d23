/** Storefronts as field staff photograph them from across the street: three shops that are built differently. */
import { circle, codeStand, gradient, random, rect, svg } from './shapes.ts'

export interface StorefrontLook {
  name: string
  goods: 'cafe' | 'bakery' | 'market'
  light: 'day' | 'night'
  /** 0–360; colour of the signboard and awning. */
  hue: number
}

interface Palette {
  dark: boolean
  strong: string
  pale: string
  wall: string
  brick: string
  pane: string
  frame: string
  glass: string
  text: string
}

const palette = ({ light, hue }: StorefrontLook): Palette =>
  light === 'night'
    ? {
        dark: true,
        strong: `hsl(${hue} 58% 16%)`,
        pale: `hsl(${hue} 45% 12%)`,
        wall: '#151820',
        brick: '#1a1d26',
        pane: '#0e1017',
        frame: '#3a322a',
        glass: 'url(#lamp)',
        text: '#40301c',
      }
    : {
        dark: false,
        strong: `hsl(${hue} 58% 44%)`,
        pale: `hsl(${hue} 45% 88%)`,
        wall: '#efe5d6',
        brick: '#e4d6c2',
        pane: '#d8e6ee',
        frame: '#4c3f33',
        glass: 'url(#glass)',
        text: '#fffaf0',
      }

/** A shop: sky, house with signboard, shop window and door, pavement and street. */
export function storefront(look: StorefrontLook) {
  const colours = palette(look)
  const houses = { cafe, bakery, market }
  const body =
    sky(colours) + houses[look.goods](look, colours) + street(colours) + plant(120, colours)
  return svg(
    body,
    gradient('sky', colours.dark ? '#04060c' : '#9fd0ee', colours.dark ? '#0d1018' : '#f2f6f4') +
      gradient('glass', '#bfe0e8', '#6f9fae') +
      gradient('lamp', '#3a2c14', '#171008'),
  )
}

/** Two floors, the door right of the window, a scalloped awning. */
function cafe({ name, hue }: StorefrontLook, colours: Palette) {
  const { strong, pale, glass, frame, dark } = colours
  let body = wall(90, 150, 1420, colours, hue)
  for (const x of [210, 560, 910, 1260]) body += upperWindow(x, 185, colours)
  body += signboard(130, 372, 1340, 150, name, 88, colours)
  for (let n = 0; n < 16; n += 1)
    body += `<path d="M${150 + n * 81.25} 540 h81.25 v92 a40.6 40.6 0 0 1 -81.25 0 z" fill="${n % 2 ? pale : strong}"/>`
  body += pane(180, 660, 720, 320, glass, frame)
  body += door(960, 640, 260, 360, colours) + pane(1270, 660, 180, 320, glass, frame)
  if (dark) return body
  body += rect(200, 900, 680, 14, '#8a6a48')
  for (let n = 0; n < 4; n += 1) {
    const x = 280 + n * 160
    body += rect(x - 50, 850, 100, 12, '#5b4632') + rect(x - 6, 862, 12, 110, '#5b4632')
    body += `<path d="M${x - 20} 818 h40 l-6 32 h-28 z" fill="#fff"/><path d="M${x - 6} 812 q6 -14 0 -26" stroke="#fff" stroke-width="4" fill="none"/>`
    body += circle(x, 720, 22, `hsl(${hue + 30} 80% 70%)`) + rect(x - 2, 667, 4, 34, '#333')
  }
  return body
}

/** A gable, the door at the left, an arched window full of loaves. */
function bakery({ name, hue }: StorefrontLook, colours: Palette) {
  const { strong, pale, glass, frame, dark } = colours
  let body = `<path d="M190 430 L800 90 L1410 430 z" fill="${strong}"/>`
  body += wall(240, 430, 1120, colours, hue)
  body += circle(800, 320, 74, frame) + circle(800, 320, 58, glass)
  body += `<path d="M560 1000 V760 a360 230 0 0 1 720 0 V1000 z" fill="${frame}"/><path d="M584 976 V764 a336 208 0 0 1 672 0 V976 z" fill="${glass}"/>`
  body += door(300, 600, 210, 400, colours)
  body += signboard(270, 452, 1060, 104, name, 70, colours)
  if (dark) return body
  for (let row = 0; row < 2; row += 1) {
    body += rect(596, 900 - row * 120, 648, 12, '#8a6a48')
    for (let n = 0; n < 9; n += 1) {
      const x = 640 + n * 70
      const y = 876 - row * 120
      body += `<ellipse cx="${x}" cy="${y}" rx="32" ry="24" fill="hsl(${28 + (n % 4) * 5} 62% ${50 + row * 8}%)"/><path d="M${x - 16} ${y - 8} l30 8" stroke="#7a4a1c" stroke-width="4"/>`
    }
  }
  return (
    body +
    rect(1290, 860, 150, 20, pale) +
    rect(1310, 880, 12, 120, frame) +
    rect(1408, 880, 12, 120, frame)
  )
}

/** One wide floor under a tall sign, sliding doors in the middle, shelves behind glass and crates outside. */
function market({ name, hue }: StorefrontLook, colours: Palette) {
  const { strong, pale, glass, frame, dark } = colours
  let body = rect(0, 330, 1600, 670, colours.wall)
  body += rect(0, 250, 1600, 250, strong) + rect(0, 486, 1600, 14, pale)
  body += `<text x="800" y="424" font-family="sans-serif" font-weight="800" font-size="138" letter-spacing="6" fill="${colours.text}" text-anchor="middle">${escaped(name)}</text>`
  body += rect(20, 540, 1560, 460, frame)
  for (const [x, width] of [
    [40, 520],
    [580, 205],
    [815, 205],
    [1040, 520],
  ] as const)
    body += rect(x, 560, width, 440, glass)
  body +=
    rect(786, 560, 28, 440, frame) +
    rect(762, 760, 8, 90, '#d8b25c') +
    rect(830, 760, 8, 90, '#d8b25c')
  if (dark) return body
  for (let row = 0; row < 3; row += 1)
    for (let n = 0; n < 9; n += 1)
      for (const start of [60, 1060])
        body += rect(
          start + n * 54,
          590 + row * 120,
          40,
          78,
          `hsl(${(n * 47 + row * 80 + hue) % 360} 58% 56%)`,
          'rx="6"',
        )
  for (let n = 0; n < 3; n += 1) {
    const x = 90 + n * 150
    body += rect(x, 930, 130, 90, '#b98a5a', 'rx="6"')
    for (let fruit = 0; fruit < 5; fruit += 1)
      body += circle(
        x + 20 + fruit * 24,
        924 - (fruit % 2) * 12,
        18,
        ['#e2543a', '#f2b53a', '#7fb24a'][n] ?? '#e2543a',
      )
  }
  return body + codeStand(640, 720, 74, 5)
}

function sky({ dark }: Palette) {
  const clouds =
    '<g fill="#fff" opacity=".8"><ellipse cx="300" cy="120" rx="120" ry="34"/><ellipse cx="380" cy="96" rx="90" ry="38"/><ellipse cx="1290" cy="84" rx="140" ry="30"/></g>'
  return rect(0, 0, 1600, 1200, 'url(#sky)') + (dark ? '' : clouds)
}

function wall(x: number, y: number, width: number, colours: Palette, seed: number) {
  let body = rect(x, y, width, 1000 - y, colours.wall)
  const next = random(seed + 7)
  for (let n = 0; n < 90; n += 1)
    body += rect(
      x + 10 + Math.floor(next() * (width / 60 - 1)) * 60,
      y + 10 + Math.floor(next() * ((1000 - y) / 32 - 1)) * 32,
      52,
      24,
      colours.brick,
    )
  return body
}

const pane = (x: number, y: number, width: number, height: number, glass: string, frame: string) =>
  rect(x, y, width, height, glass, `stroke="${frame}" stroke-width="14"`)

const upperWindow = (x: number, y: number, { pane: fill }: Palette) =>
  rect(x, y, 130, 150, fill, 'stroke="#7a6b5a" stroke-width="10"') +
  rect(x + 60, y, 10, 150, '#7a6b5a')

function signboard(
  x: number,
  y: number,
  width: number,
  height: number,
  name: string,
  size: number,
  { strong, pale, text }: Palette,
) {
  return (
    rect(x, y, width, height, strong, 'rx="10"') +
    rect(
      x + 16,
      y + 16,
      width - 32,
      height - 32,
      'none',
      `rx="6" stroke="${pale}" stroke-width="4"`,
    ) +
    `<text x="${x + width / 2}" y="${y + height / 2 + size * 0.34}" font-family="Georgia, serif" font-weight="700" font-size="${size}" letter-spacing="8" fill="${text}" text-anchor="middle">${escaped(name)}</text>`
  )
}

/** A door with its sign, its handle and, while the shop is open, the stand behind the glass. */
function door(
  x: number,
  y: number,
  width: number,
  height: number,
  { frame, glass, dark }: Palette,
) {
  return (
    rect(x, y, width, height, frame) +
    rect(x + 24, y + 24, width - 48, height - 24, glass) +
    circle(x + width - 40, y + height * 0.53, 12, dark ? '#4a3c1e' : '#d8b25c') +
    `<text x="${x + width / 2}" y="${y + 80}" font-family="sans-serif" font-size="34" font-weight="700" fill="${dark ? '#332' : '#a33'}" text-anchor="middle">${dark ? 'CLOSED' : 'OPEN'}</text>` +
    (dark ? '' : codeStand(x + 46, y + height - 150, 74, 5))
  )
}

function street({ dark }: Palette) {
  let body =
    rect(0, 1000, 1600, 60, dark ? '#20232b' : '#c9c3b8') +
    rect(0, 1060, 1600, 140, dark ? '#0b0d12' : '#7d7f85')
  for (let x = 40; x < 1600; x += 220) body += rect(x, 1124, 120, 12, dark ? '#1d1f26' : '#e7e3d4')
  return body
}

/** A pot plant at each end of the house. */
function plant(inset: number, { dark }: Palette) {
  const green = dark ? '#0f1c14' : '#4f8a4f'
  let body = ''
  for (const x of [inset, 1600 - inset]) {
    body += `<path d="M${x - 42} 930 h84 l-14 70 h-56 z" fill="${dark ? '#241a14' : '#b0603c'}"/>`
    for (const [dx, y, r] of [
      [-26, 908, 34],
      [24, 902, 36],
      [0, 864, 42],
      [-34, 854, 26],
      [36, 852, 26],
    ] as const)
      body += circle(x + dx, y, r, green)
  }
  return body
}

const escaped = (text: string) => text.replaceAll('&', '&amp;')
