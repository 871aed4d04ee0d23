/** The files that `npm run build` made, and which of them each half of the mini-app loads. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const built = join(import.meta.dirname, '../../../dist/miniapp')

const read = (name: string) => readFileSync(join(built, name), 'utf8')

/** A part that is loaded later: its file, and all that come with it. */
interface Later {
  file: string
  files: string[]
}

function laterOf(code: string): Later[] {
  const [, list = '[]'] = /\bm\.f=(\[[^\]]*\])/.exec(code) ?? []
  const names = JSON.parse(list) as string[]
  const later: Later[] = []
  const calls = code.matchAll(
    /import\(`\.\/([^`]+)`\)(?:(?!import\()[^])*?__vite__mapDeps\(\[([\d,]*)\]\)/g,
  )
  for (const [, file = '', numbers = ''] of calls) {
    const files = numbers.split(',').filter(Boolean)
    later.push({ file: `assets/${file}`, files: files.map((at) => names[Number(at)] ?? '') })
  }
  return later
}

/** All files that begin with a page and are loaded by it, now or later, but for the parts that are `left`. */
function filesFrom(page: string, isLeft: (file: string) => boolean): Set<string> {
  const files = new Set<string>()
  const follow = (file: string) => {
    if (files.has(file)) return
    files.add(file)
    if (!file.endsWith('.js')) return
    const code = read(file)
    for (const [, name] of code.matchAll(/(?:from|import)\s*[`"']\.\/([^`"']+\.js)[`"']/g)) {
      follow(`assets/${name}`)
    }
    for (const { file: part, files: all } of laterOf(code)) {
      if (isLeft(part)) continue
      for (const one of [part, ...all]) follow(one)
    }
    for (const [, name] of code.matchAll(/import\(`\.\/([^`]+)`\)/g)) {
      if (!isLeft(`assets/${name}`)) follow(`assets/${name}`)
    }
  }
  for (const [, file = ''] of read(page).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) follow(file)
  return files
}

export interface Built {
  name: string
  text: string
}

/** Of phones: everything but what only the console loads. */
export function filesOf(half: 'workspace' | 'console'): Built[] {
  const other = half === 'workspace' ? /^assets\/console-/ : /^assets\/(workspace|join)-/
  return [...filesFrom('index.html', (file) => other.test(file))]
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({ name, text: read(name) }))
}
