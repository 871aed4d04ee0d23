/** Reads the Dockerfile and lays out here what a stage of it holds: images cannot be built where the tests run. */
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join, matchesGlob } from 'node:path'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

export interface Copy {
  /** Paths of the project; of the stage where `from` names one. */
  sources: string[]
  target: string
  from: string | undefined
}

export interface Stage {
  name: string
  base: string
  copies: Copy[]
  environment: Record<string, string>
  user: string | undefined
  /** Program and arguments. */
  command: string[]
  healthCheck: string[]
}

/** Stages of the Dockerfile by name; each begins with what it inherits. */
export async function readStages(): Promise<Map<string, Stage>> {
  const stages = new Map<string, Stage>()
  let stage: Stage | undefined
  for (const [, word, rest] of instructionsOf(await read('Dockerfile'))) {
    if (word === 'FROM') {
      const [, base = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? []
      const { environment = {}, user } = stages.get(base) ?? {}
      stage = { name, base, copies: [], environment, user, command: [], healthCheck: [] }
      stages.set(name, stage)
    } else if (stage) read1(stage, word, rest)
  }
  return stages
}

type Instruction = [whole: string, word: string, rest: string]

function instructionsOf(text: string): Instruction[] {
  const whole = text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '')
  return [...whole.matchAll(/^([A-Z]+) (.*)$/gm)].map(
    ([line, word = '', rest = '']): Instruction => [line, word, rest],
  )
}

function read1(stage: Stage, word: string, rest: string): void {
  if (word === 'COPY') stage.copies.push(copyOf(rest))
  if (word === 'USER') stage.user = rest
  if (word === 'CMD') stage.command = JSON.parse(rest)
  if (word === 'HEALTHCHECK') stage.healthCheck = JSON.parse(rest.slice(rest.indexOf('[')))
  if (word !== 'ENV') return
  const pairs = rest.split(' ').map((pair) => pair.split('='))
  stage.environment = { ...stage.environment, ...Object.fromEntries(pairs) }
}

function copyOf(rest: string): Copy {
  const [, from] = /--from=(\S+)/.exec(rest) ?? []
  const paths = rest.split(' ').filter((part) => !part.startsWith('--'))
  const target = paths.pop() ?? ''
  return { sources: paths, target, from }
}

/** Whether .dockerignore keeps a path of the project away from the images. */
export async function isKeptAway(path: string): Promise<boolean> {
  const patterns = (await read('.dockerignore')).split('\n').filter((line) => /^[^#]/.test(line))
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
  return patterns.some((pattern) => parents.some((one) => matchesGlob(one, pattern)))
}

interface Locked {
  dev?: boolean
  devOptional?: boolean
}

/** Names of the packages that `npm ci --omit=dev` puts into node_modules here. */
export async function packagesOfProduction(): Promise<string[]> {
  const { packages } = JSON.parse(await read('package-lock.json')) as {
    packages: Record<string, Locked>
  }
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path && !dev && !devOptional)
    .map(([path]) => path.slice('node_modules/'.length))
    .filter((name) => !name.includes('/node_modules/'))
    .filter((name) => existsSync(join(root, 'node_modules', name)))
}

/** Links to the packages; a program that runs there needs `--preserve-symlinks`, or it would find the others too. */
export async function linkPackages(folder: string): Promise<void> {
  for (const name of await packagesOfProduction()) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(folder, name), 'junction')
  }
}

/** Lays out what the last stage copies. The mini-app must have been built. */
export async function layOut({ copies }: Stage, folder: string): Promise<void> {
  for (const { sources, target, from } of copies) {
    for (const source of sources) {
      const isFolder = !target.endsWith('/')
      const to = join(folder, isFolder ? target : join(target, basename(source)))
      if (from === 'packages') await linkPackages(to)
      else await cp(join(root, source.replace(/^\/app\//, '')), to, { recursive: true })
    }
  }
}
