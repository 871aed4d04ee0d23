/** What field staff photograph inside: counters, tables, the room. */
import { circle, codeStand, rect, svg } from './shapes.ts'

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
