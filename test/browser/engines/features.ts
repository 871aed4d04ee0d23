/** Reads built scripts and styles, and tells what in them a browser at the declared floor does not have. */
import { parseAst } from 'vite'
import type { MinimumVersions } from '../../../scripts/engines/minimum-versions.ts'
import {
  isAtRuleMissing,
  isFlexGapMissing,
  missingInDeclaration,
  missingInScripts,
  missingInSelector,
} from './known.ts'

interface Node {
  type: string
  [part: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

/** Calls `look` for every node with the one around it. */
function visit(value: unknown, look: (node: Node, around?: Node) => void, around?: Node): void {
  if (Array.isArray(value)) for (const one of value) visit(one, look, around)
  else if (isNode(value)) {
    look(value, around)
    for (const part of Object.values(value)) visit(part, look, value)
  }
}

/** The name of a member that is read, where it stands in the code. */
function memberName({ computed, property }: Node): string | undefined {
  const { type, name, value, quasis } = property as Node
  if (!computed) return type === 'Identifier' ? String(name) : undefined
  if (type === 'Literal' && typeof value === 'string') return value
  if (type !== 'TemplateLiteral') return undefined
  const [only, ...more] = quasis as { value: { cooked: string } }[]
  return more.length ? undefined : only?.value.cooked
}

/** Syntax that the build cannot put into older words: a regular expression breaks the whole file. */
function youngExpression({ regex }: Node): string | undefined {
  if (!regex) return undefined
  const { pattern, flags } = regex as { pattern: string; flags: string }
  if (/\(\?<[=!]/.test(pattern)) return 'lookbehind'
  if (/\(\?[ims]*-?[ims]+:/.test(pattern)) return 'modifiers'
  return /[dv]/.test(flags) ? `flag ${flags}` : undefined
}

const windows = new Set(['window', 'globalThis', 'self'])

/** What a built script uses that the floor does not have; what it asks for by `typeof` or `in` only is not used. */
export function missingInScript(code: string, floor: MinimumVersions): string[] {
  const missing = missingInScripts(floor)
  const found = new Set<string>()
  visit(parseAst(code).body, (node, around) => {
    const young = youngExpression(node)
    if (young) found.add(`regular expression: ${young}`)
    if (node.type === 'MemberExpression') {
      const name = memberName(node)
      if (!name) return
      const { type, name: object } = node['object'] as Node
      const owner = type === 'Identifier' ? String(object) : ''
      if (missing.statics.has(`${owner}.${name}`)) found.add(`${owner}.${name}`)
      else if (missing.ofGlobals.has(`${owner}.${name}`)) found.add(`${owner}.${name}`)
      else if (windows.has(owner) && missing.globals.has(name)) found.add(name)
      else if (around?.type === 'CallExpression' && around['callee'] === node) {
        if (missing.members.has(name)) found.add(`.${name}()`)
      }
      return
    }
    if (node.type !== 'Identifier' || !missing.globals.has(String(node['name']))) return
    const isName =
      (around?.type === 'MemberExpression' && around['property'] === node && !around['computed']) ||
      (around?.type === 'Property' && around['key'] === node)
    const isAsked = around?.type === 'UnaryExpression' && around['operator'] === 'typeof'
    if (!isName && !isAsked) found.add(String(node['name']))
  })
  return [...found]
}

interface Rule {
  /** The selector, or the at-rule with its condition. */
  head: string
  declarations: [property: string, value: string][]
  rules: Rule[]
}

/** Splits at a sign that stands outside of brackets and strings. */
function splitAt(sign: string, text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [piece] of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^]/g)) {
    if (piece === '(' || piece === '[') depth += 1
    if (piece === ')' || piece === ']') depth -= 1
    if (piece === sign && depth === 0) parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}

/** Rules of a style sheet, with those in at-rules inside. */
export function readStyles(text: string): Rule {
  const root: Rule = { head: '', declarations: [], rules: [] }
  const open = [root]
  let words = ''
  const declare = () => {
    for (const part of splitAt(';', words)) {
      const [property = '', ...value] = part.split(':')
      if (value.length) open.at(-1)?.declarations.push([property.trim(), value.join(':').trim()])
    }
    words = ''
  }
  const plain = text.replaceAll(/\/\*[^]*?\*\//g, '')
  for (const [piece] of plain.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|[^]/g)) {
    if (piece === '{') {
      const parts = splitAt(';', words)
      const head = (parts.pop() ?? '').trim()
      words = parts.join(';')
      declare()
      const rule: Rule = { head, declarations: [], rules: [] }
      open.at(-1)?.rules.push(rule)
      open.push(rule)
    } else if (piece === '}') {
      declare()
      open.pop()
    } else words += piece
  }
  return root
}

/** How scripts/engines/older-styles.ts marks rules for engines without gaps in flex containers. */
const gapless = ':where(:root[data-flex-gap=none])'

/** Selectors whose gap is made by margins as well. */
function headsWithMargins(text: string): Set<string> {
  const heads = new Set<string>()
  for (const [head] of text.matchAll(/:where\(:root\[data-flex-gap=none\]\)[^{}]*(?=\{)/g)) {
    const plain = splitAt(',', head).map((one) =>
      one
        .replace(gapless, '')
        .replace(/>\*(\+\*)?$/, '')
        .trim(),
    )
    for (const one of plain) heads.add(one)
  }
  return heads
}

/** What does the same under an older name. */
const standIns: Record<string, string> = { 'overflow-wrap': 'word-break' }

/**
 * What a style sheet uses that the floor does not have. Inside `@supports` it is asked for first, and behind an older
 * declaration of the same property it is only better.
 */
export function missingInStyles(text: string, floor: MinimumVersions): string[] {
  const found = new Set<string>()
  const withMargins = headsWithMargins(text)
  const look = ({ head, declarations, rules }: Rule): void => {
    if (head.startsWith(gapless)) return
    const [, atRule] = /^@([\w-]+)/.exec(head) ?? []
    if (atRule === 'supports') return
    if (atRule && isAtRuleMissing(atRule, floor)) found.add(`@${atRule}`)
    if (!atRule) for (const one of missingInSelector(head, floor)) found.add(`${one} in ${head}`)
    const older = new Set<string>()
    for (const [property, value] of declarations) {
      const missing = missingInDeclaration(property, value, floor)
      if (!missing.length) older.add(property.replace(/^-(webkit|moz)-/, ''))
      else if (!older.has(standIns[property] ?? property)) {
        for (const one of missing) found.add(`${one} in ${head}`)
      }
    }
    const values = new Map(declarations)
    const hasGap = values.get('display')?.includes('flex') && values.has('gap')
    if (
      hasGap &&
      isFlexGapMissing(floor) &&
      !splitAt(',', head).every((one) => withMargins.has(one.trim()))
    )
      found.add(`flex gap in ${head}`)
    for (const rule of rules) look(rule)
  }
  look(readStyles(text))
  return [...found]
}
