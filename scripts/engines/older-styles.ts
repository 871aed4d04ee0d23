/**
 * At the build: writes an older wording beside what the oldest engines of `minimum-versions.ts` do not know in styles, so that
 * style sheets are written in today's words and nothing is forgotten.
 */

/** What is used of PostCSS, which comes with Vite. */
interface Declaration {
  prop: string
  value: string
  parent?: Rule
  clone: (change: { prop: string; value: string }) => Declaration
  cloneBefore: (change: { prop?: string; value?: string }) => unknown
  remove: () => void
}

interface Rule {
  type: string
  selector: string
  nodes: Partial<Declaration>[]
  cloneAfter: (change: { selector: string; nodes: never[] }) => Rule
  append: (declaration: Declaration | undefined) => void
}

const sides = ['top', 'right', 'bottom', 'left'] as const

/** The parts of a value that stand beside each other, such as the four of `inset`; brackets stay whole. */
function partsOf(value: string): string[] {
  const parts = ['']
  let depth = 0
  for (const sign of value) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0 && /\s/.test(sign)) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.filter(Boolean)
}

/** As CSS does: one for all, two for opposite sides, three with the last for the bottom. */
function fourOf(value: string): string[] {
  const [top = '', right = top, bottom = top, left = right] = partsOf(value)
  return [top, right, bottom, left]
}

/** The languages of the mini-app are written from left to right and from top to bottom. */
const axes = { inline: ['left', 'right'], block: ['top', 'bottom'] } as const

function bySides(declaration: Declaration): void {
  const { prop, value } = declaration
  const physical: [string, string][] = []
  const [, box = '', axis = ''] = /^(inset|margin|padding)-(inline|block)$/.exec(prop) ?? []
  if (prop === 'inset') {
    const values = fourOf(value)
    sides.forEach((side, index) => physical.push([side, values[index] ?? '']))
  } else if (box) {
    const [start = '', end = start] = partsOf(value)
    const [one, other] = axes[axis as keyof typeof axes]
    const name = (side: string) => (box === 'inset' ? side : `${box}-${side}`)
    physical.push([name(one), start], [name(other), end])
  } else return
  for (const [side, part] of physical) declaration.cloneBefore({ prop: side, value: part })
  declaration.remove()
}

/** Marks an engine whose flex containers have no gap; set before the first screen is drawn. */
const withoutGap = ':where(:root[data-flex-gap="none"])'

/** Margins between the items: of the same size in a row or column, beside and below where they wrap. */
function gapByMargins(rule: Rule): void {
  const values = new Map(rule.nodes.map(({ prop = '', value = '' }) => [prop, value]))
  const gap = values.get('gap')
  if (!/^(inline-)?flex$/.test(values.get('display') ?? '') || !gap || gap === '0') return
  const [row = '', column = row] = partsOf(gap)
  const isColumn = values.get('flex-direction') === 'column'
  const wraps = values.get('flex-wrap') === 'wrap'
  const each = wraps ? '> *' : '> * + *'
  const selector = rule.selector
    .split(/,(?![^()]*\))/)
    .map((one) => `${withoutGap} ${one.trim()} ${each}`)
    .join(', ')
  const margins = rule.cloneAfter({ selector, nodes: [] })
  const known = rule.nodes.find(({ prop }) => prop === 'gap')
  const margin = wraps
    ? { prop: 'margin', value: `0 ${column} ${row} 0` }
    : isColumn
      ? { prop: 'margin-top', value: row }
      : { prop: 'margin-left', value: column }
  // a clone keeps where it comes from, which PostCSS wants to know
  margins.append(known?.clone?.(margin))
}

export const olderStyles = {
  postcssPlugin: 'older-styles',
  Declaration(declaration: Declaration) {
    const { prop, value } = declaration
    bySides(declaration)
    // a phone's own bars are then under the page, not beside it
    const older = value.replaceAll(/\b([\d.]+)[ds]v([hw])\b/g, '$1v$2')
    const isTold = declaration.parent?.nodes.some((one) => one.prop === prop && one.value === older)
    if (older !== value && !isTold) declaration.cloneBefore({ value: older })
    if (prop === 'overflow-wrap' && value === 'anywhere') {
      const known = declaration.parent?.nodes.some((one) => one.prop === 'word-break')
      if (!known) declaration.cloneBefore({ prop: 'word-break', value: 'break-word' })
    }
  },
  RuleExit(rule: Rule) {
    if (!rule.selector.startsWith(withoutGap)) gapByMargins(rule)
  },
}
