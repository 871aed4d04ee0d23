/** Which folder may import which: plumbing below domains below the app, domains in one order, programs apart. */
import { isNode, type Node, type Rule, type SourceFile } from '../project.ts'

/** A domain may use those before it. */
export const domains = [
  'accounts',
  'team',
  'workspaces',
  'rejection-reasons',
  'products',
  'photos',
  'stores',
  'marketing-codes',
  'staff',
  'staff-imports',
  'agreements',
  'activity',
  'promotions',
  'drafts',
  'reviews',
  'inspections',
  'test-accounts',
  'performance',
  'statements',
  'developer-center',
  'privacy',
]

/** Plumbing through which domains tell people things: their `messages.ts` alone. */
const notifications = 'notifications'

/** What a domain shows to the domains after it. */
const shown = [
  ...['contract', 'shared', 'events', 'model', 'actions', 'rules', 'policy', 'view', 'messages'],
]

/** What the files of a domain are called (test/structure/rules/rooms.ts says which may use which). */
const roomNames = [...shown, 'routes', 'handlers', 'migrations', 'domain']

/** Where a file of the service belongs. */
interface Place {
  /** `plumbing` for the folders below the domains and for the files they share; `app` above. */
  layer: 'plumbing' | 'domain' | 'app'
  /** Folder. */
  domain: string
  /**
   * The room of a domain's file: `actions` for `actions.ts` and for `actions/approve.ts`; a part of a domain in a
   * folder of its own has the same rooms, so `actions` for `imports/actions.ts` too.
   */
  kind: string
}

const plumbing = [
  'settings',
  'http',
  'imports',
  'offered-lists',
  'database',
  'outbox',
  'dingtalk',
  'files',
  'jobs',
  notifications,
  'permissions',
  'personal-data',
  'phone-numbers',
  'problems',
  'regions',
  'spreadsheets',
  'states',
  'text',
  'texts',
]
const app = [
  'app.ts',
  'domains.ts',
  'worker.ts',
  'migrations.ts',
  'keys-in-use.ts',
  'prepare.ts',
  'run.ts',
  'start.ts',
  'main.ts',
]

/** Where a path is in the service; nothing when it is elsewhere. */
export function placeOf(path: string): Place | undefined {
  const [top, folder = '', room = '', inner] = path.split('/')
  if (top !== 'service') return undefined
  const isPart = inner !== undefined && !roomNames.includes(room)
  const kind = (isPart ? inner : room).replace(/\.ts$/, '')
  if (app.includes(folder)) return { layer: 'app', domain: '', kind: '' }
  if (room === '') return { layer: 'plumbing', domain: '', kind: '' }
  return { layer: plumbing.includes(folder) ? 'plumbing' : 'domain', domain: folder, kind }
}

/** Every folder of the service is one that the order knows. */
export const knownFolders: Rule = (project) =>
  [...project.keys()].flatMap((path) => {
    const place = placeOf(path)
    const known = place?.layer !== 'domain' || domains.includes(place.domain)
    return known ? [] : [`${path}: ${place.domain} is neither plumbing nor a known domain`]
  })

/** The domains whose `domain.ts` is in the list of service/domains.ts, in its order. */
function listedIn({ nodes }: SourceFile): string[] {
  const named = new Map<unknown, string>()
  for (const { type, source, specifiers } of nodes) {
    if (type !== 'ImportDeclaration' || !isNode(source)) continue
    const [, folder] = /^\.\/(.+)\/domain\.ts$/.exec(String(source['value'])) ?? []
    for (const { local } of specifiers as Node[]) {
      if (folder && isNode(local)) named.set(local['name'], folder)
    }
  }
  const list = nodes.find(
    ({ type, id, init }) =>
      type === 'VariableDeclarator' && isNode(id) && id['name'] === 'domains' && isNode(init),
  )?.['init'] as Node | undefined
  return ((list?.['elements'] ?? []) as Node[]).map(
    ({ name }) => named.get(name) ?? `${String(name)}, which is no domain`,
  )
}

/** Every domain is in the list of the service, and the list is in the order in which they may use each other. */
export const listedDomains: Rule = (project) => {
  const list = project.get('service/domains.ts')
  if (!list) return []
  const there = domains.filter((name) => project.has(`service/${name}/domain.ts`))
  const listed = listedIn(list)
  return listed.join() === there.join()
    ? []
    : [`service/domains.ts: lists ${listed.join(', ')}, but there are ${there.join(', ')}`]
}

/** Inside the service: plumbing ← domain ← app, and domains only downwards. */
export const serviceDirection: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) => {
    const from = placeOf(path)
    if (!from) return []
    return imports.flatMap(({ file }) => {
      const to = file === undefined ? undefined : placeOf(file)
      const wrong = to && whyNot(from, to)
      return wrong ? [`${path}: imports ${file}, but ${wrong}`] : []
    })
  })

function whyNot(from: Place, to: Place): string | undefined {
  if (from.layer === 'app') return undefined
  if (to.layer === 'app') return 'only app files know the app'
  if (to.layer === 'plumbing') {
    const tells = to.domain === notifications && to.kind !== 'contract'
    const may = from.layer === 'plumbing' || from.kind === 'messages'
    return tells && !may ? 'only messages tell people things' : undefined
  }
  if (from.layer === 'plumbing') return 'plumbing knows no domain'
  if (from.domain === to.domain) return undefined
  if (!shown.includes(to.kind)) return `${to.kind} is private to ${to.domain}`
  if (domains.indexOf(to.domain) < domains.indexOf(from.domain)) return undefined
  return `${from.domain} comes before ${to.domain}; upwards only by events`
}

/** Packages that what reaches the phone may load: without data of their own, and nothing of Node. */
const lightPackages = ['zod/mini', 'libphonenumber-js/core']

/** Contracts and shared code reach the phone: they import each other, and packages that are light. */
export const lightContracts: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) => {
    if (!reachesPhone(path)) return []
    const heavy = imports.filter(({ specifier, file }) =>
      file === undefined ? !lightPackages.includes(specifier) : !reachesPhone(file),
    )
    return heavy.map(({ specifier }) => `${path}: imports ${specifier}`)
  })

/** `contract.ts` and `shared.ts`, or the files of a folder `contract/` or `shared/`. */
export const reachesPhone = (path: string) =>
  /^service\/.*\/(contract|shared)(\.ts|\/.+\.ts)$/.test(path)

/** What each program may import of the others: nothing, but for what the service shares with the phone. */
export const programsApart: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) =>
    imports.flatMap(({ file }) => {
      if (file === undefined) return []
      const [from, to] = [programOf(path), programOf(file)]
      return from === to || mayUse(from, to, file) ? [] : [`${path}: imports ${file}`]
    }),
  )

/** Which half of the mini-app a file is for; neither loads the other, and what both use loads neither. */
const halfOf = (path: string) => /^miniapp\/(workspace|console)\//.exec(path)?.[1]

export const halvesApart: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) => {
    // the addresses lead to both, each when it is opened
    if (!path.startsWith('miniapp/') || path === 'miniapp/routes.tsx') return []
    const wrong = imports.filter(({ file = '' }) => halfOf(file) && halfOf(file) !== halfOf(path))
    return wrong.map(({ file }) => `${path}: imports ${file}`)
  })

/** Packages that only one half is to load. */
const heavyPackages: Record<string, string> = { antd: 'console', dayjs: 'console' }

export const heavyPackagesApart: Rule = (project) =>
  [...project.values()].flatMap(({ path, imports }) => {
    if (!path.startsWith('miniapp/')) return []
    const wrong = imports.filter(({ specifier, typeOnly }) => {
      const half = heavyPackages[specifier.split('/')[0] ?? '']
      return half && !typeOnly && halfOf(path) !== half
    })
    return wrong.map(({ specifier }) => `${path}: imports ${specifier}`)
  })

function programOf(path: string): string {
  if (path.startsWith('scripts/dingtalk-simulator/')) return 'simulator'
  if (path.startsWith('scripts/engines/')) return 'build'
  return path.includes('/') ? (path.split('/')[0] ?? '') : 'configuration'
}

function mayUse(from: string, to: string, file: string): boolean {
  if (from === 'test') return true
  // what the build does with the mini-app, and the words that it writes into the page
  if (to === 'build') return from === 'configuration'
  if (from === 'build') return file.startsWith('miniapp/text/')
  if (to === 'configuration') return file.endsWith('.json')
  if (to === 'service') return from === 'scripts' || (from === 'miniapp' && reachesPhone(file))
  // The demonstration's people are data that both sides are given.
  if (from === 'simulator')
    return ['scripts/demo/people.ts', 'scripts/command-line.ts'].includes(file)
  // A bench or a seed may run the simulator, as a test may.
  return from === 'scripts' && to === 'simulator'
}
