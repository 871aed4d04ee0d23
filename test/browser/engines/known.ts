/** What @mdn/browser-compat-data says of features: which of them some browser at the declared floor does not have. */
import { createRequire } from 'node:module'
import type { CompatData, CompatStatement, Identifier } from '@mdn/browser-compat-data'
import type { MinimumVersions } from '../../../scripts/engines/minimum-versions.ts'

const data = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData

/** Each with the floor that holds for it: Android's web view is Chrome, and every browser of iOS is Safari. */
const engines = {
  chrome: 'chrome',
  webview_android: 'chrome',
  safari: 'safari',
  safari_ios: 'safari',
} as const

function isSupported(compat: CompatStatement, floor: MinimumVersions): boolean {
  return Object.entries(engines).every(([browser, engine]) => {
    const support = compat.support[browser as keyof typeof engines]
    return [support].flat().some((one) => {
      if (!one || one.flags || one.prefix || one.alternative_name || one.version_removed)
        return false
      const { version_added: added } = one
      return typeof added === 'string' && Number.parseFloat(added.replace('≤', '')) <= floor[engine]
    })
  })
}

const isMissing = ({ __compat: compat }: Identifier, floor: MinimumVersions) =>
  compat !== undefined && !isSupported(compat, floor)

const childrenOf = (thing: Identifier | undefined) =>
  Object.entries(thing ?? {}).filter(([name]) => name !== '__compat') as [string, Identifier][]

export interface Missing {
  globals: Set<string>
  /** `Owner.member`. */
  statics: Set<string>
  /** By name alone: one that an older kind of thing has as well is not here, for the two cannot be told apart. */
  members: Set<string>
  /** `navigator.connection` and the like: members of things that have one name everywhere. */
  ofGlobals: Set<string>
}

/** This Node knows every one of them that matters. */
function isStaticOfJavaScript(owner: string, name: string): boolean {
  const thing = (globalThis as Record<string, unknown>)[owner]
  if (thing === undefined || thing === null) return false
  if (typeof thing !== 'function') return name in (thing as object)
  const { prototype } = thing as { prototype?: object }
  return name in thing && !(prototype && name in prototype)
}

const scopes = new Set(['Window', 'WorkerGlobalScope', 'WindowOrWorkerGlobalScope'])
const namesOf: Record<string, string> = {
  Navigator: 'navigator',
  Document: 'document',
  Crypto: 'crypto',
  Performance: 'performance',
  Screen: 'screen',
  Location: 'location',
}

/** What scripts may not use as it is. */
export function missingInScripts(floor: MinimumVersions): Missing {
  const old = { globals: new Set<string>(), members: new Set<string>() }
  const young = { globals: new Set<string>(), members: new Set<string>() }
  const statics = new Set<string>()
  const ofGlobals = new Set<string>()
  for (const [owner, thing] of [
    ...childrenOf(data.api as never),
    ...childrenOf(data.javascript.builtins as never),
  ]) {
    const isAbsent = isMissing(thing, floor)
    ;(isAbsent ? young : old).globals.add(owner)
    for (const [marked, member] of childrenOf(thing)) {
      if (!member.__compat || /_(event|permission)$/.test(marked)) continue
      const name = marked.replace(/_static$/, '')
      const lacks = isMissing(member, floor)
      if (scopes.has(owner)) (lacks ? young : old).globals.add(name)
      if (name !== marked || isStaticOfJavaScript(owner, name)) {
        if (lacks) statics.add(`${owner}.${name}`)
        else old.members.add(name)
        continue
      }
      if (lacks && owner in namesOf) ofGlobals.add(`${namesOf[owner]}.${name}`)
      // of a kind of thing that is not there nothing is called, but for elements, which are there by another name
      const isReached = !isAbsent || /^HTML\w+Element$/.test(owner)
      if (isReached || !lacks) (lacks ? young : old).members.add(name)
    }
  }
  const without = (all: Set<string>, some: Set<string>) =>
    new Set([...all].filter((name) => !some.has(name)))
  return {
    globals: without(young.globals, old.globals),
    statics,
    members: without(young.members, old.members),
    ofGlobals,
  }
}

type Named = Record<string, Identifier>
const css = data.css as unknown as Record<'properties' | 'selectors' | 'at-rules' | 'types', Named>

/** Whether a declaration, by its property and the words and functions of its value, is missing at the floor. */
export function missingInDeclaration(
  property: string,
  value: string,
  floor: MinimumVersions,
): string[] {
  if (property.startsWith('--') || /^-(webkit|moz|ms)-/.test(property)) return []
  const known = css.properties[property]
  if (known && isMissing(known, floor)) return [property]
  const plain = value.replaceAll(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '')
  const found: string[] = []
  for (const word of new Set(plain.match(/(?<![\w-])[a-z][\w-]*/g))) {
    const [, one] = childrenOf(known).find(([name]) => name === word) ?? []
    if (one && isMissing(one, floor)) found.push(`${property}: ${word}`)
  }
  for (const [, name = ''] of plain.matchAll(/(?<![\w-])([a-z][a-z-]*)\(/g)) {
    const one = functions.get(name)
    if (one && isMissing(one, floor)) found.push(`${name}()`)
  }
  const units = css.types['length'] as unknown as Named
  for (const [, unit = ''] of plain.matchAll(/\d([a-z]+)\b/g)) {
    const one = units[viewportUnits.test(unit) ? viewportUnit(unit) : unit]
    if (one && isMissing(one, floor)) found.push(unit)
  }
  return found
}

const viewportUnits = /^[dsl]v(?:w|h|min|max|b|i)$/
const viewportUnit = (unit: string) =>
  `viewport_percentage_units_${{ d: 'dynamic', s: 'small', l: 'large' }[unit[0] as 'd']}`

/** Every function of CSS by its name, wherever the data has it. */
const functions = new Map<string, Identifier>()
function gather(thing: Identifier): void {
  for (const [name, child] of childrenOf(thing)) {
    if (child.__compat && !functions.has(name)) functions.set(name, child)
    gather(child)
  }
}
for (const type of Object.values(css.types)) gather(type)
for (const [name, type] of Object.entries(css.types)) functions.set(name, type)

/** Pseudo-classes and pseudo-elements of a selector that are missing. */
export function missingInSelector(selector: string, floor: MinimumVersions): string[] {
  return [...selector.matchAll(/::?([a-z][a-z-]*)/g)].flatMap(([, name = '']) => {
    const known = css.selectors[name]
    return known && isMissing(known, floor) ? [`:${name}`] : []
  })
}

export function isAtRuleMissing(name: string, floor: MinimumVersions): boolean {
  const known = css['at-rules'][name]
  return known !== undefined && isMissing(known, floor)
}

/** Flex containers had no gap for long, though grids had. */
export function isFlexGapMissing(floor: MinimumVersions): boolean {
  const gap = css.properties['gap'] as unknown as Named
  return gap['flex_context'] !== undefined && isMissing(gap['flex_context'], floor)
}
