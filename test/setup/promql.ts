/**
 * Evaluates the part of PromQL that docs/alerts.yaml is written in, on pages that `/metrics` has answered; throws at any
 * other. The grammar is Prometheus' own.
 */
import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'

interface Sample {
  labels: Readonly<Record<string, string>>
  value: number
}
interface Series extends Sample {
  name: string
}

export interface Scrape {
  /** Seconds. */
  at: number
  page: string
}

/** Seconds after which a sample is too old to count where no range is given. */
const lookback = 300

/** What one scrape reads. */
function readPage(page: string): Series[] {
  return [...page.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = '', labels = '', value]) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text]),
      ),
      value: Number(value),
    }),
  )
}

/**
 * The samples that an expression gives at the moment of the last scrape.
 * @param scrapes of one instance, the oldest first; a range such as `[5m]` takes those within it
 */
export function evaluate(expression: string, scrapes: Scrape[]): Sample[] {
  const now = scrapes.at(-1)?.at ?? 0
  /** As Prometheus: what is as old as the range is outside of it. */
  const within = (seconds: number) =>
    scrapes.filter(({ at }) => at > now - seconds).map(({ page }) => readPage(page))
  const textOf = (node: SyntaxNode) => expression.slice(node.from, node.to)
  const part = (node: SyntaxNode, name: string): SyntaxNode =>
    node.getChild(name) ?? fail(`${textOf(node)} has no ${name}`)

  function select(node: SyntaxNode, scrape: Series[] = []): Sample[] {
    const name = textOf(part(node, 'Identifier'))
    const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
    const fits = matchers.map((one) => {
      const label = textOf(part(one, 'LabelName'))
      const text = textOf(part(one, 'StringLiteral')).slice(1, -1)
      const operator = textOf(part(one, 'MatchOp'))
      if (operator !== '=' && operator !== '=~') fail(`${operator} is not known here`)
      const pattern = new RegExp(operator === '=~' ? `^(?:${text})$` : `^${RegExp.escape(text)}$`)
      return ({ labels }: Sample) => pattern.test(labels[label] ?? '')
    })
    return scrape.filter((series) => series.name === name && fits.every((fit) => fit(series)))
  }

  /**
   * As Prometheus: what was not there in the first scrape has not increased. Prometheus also extends the result to the
   * whole range, which is left out here: it makes an increase larger, and none of nothing.
   */
  function increase(node: SyntaxNode): Sample[] {
    const matrix = part(part(node, 'FunctionCallBody'), 'MatrixSelector')
    const selector = part(matrix, 'VectorSelector')
    const seen = within(secondsOf(textOf(part(matrix, 'DurationExpr'))))
    const before = select(selector, seen[0])
    return select(selector, seen.at(-1)).flatMap(({ labels, value }) => {
      const first = before.find((one) => sameLabels(one, { labels }))
      return first ? [{ labels: {}, value: value - first.value }] : []
    })
  }

  function aggregate(node: SyntaxNode): Sample[] {
    const operator = textOf(part(node, 'AggregateOp'))
    const combine = aggregates[operator] ?? fail(`${operator} is not known here`)
    const by = node.getChild('AggregateModifier')?.getChild('GroupingLabels')
    const names = (by?.getChildren('LabelName') ?? []).map(textOf)
    const inner = part(node, 'FunctionCallBody').firstChild ?? fail(`nothing in ${textOf(node)}`)
    const groups = Map.groupBy(vectorOf(inner), ({ labels }) =>
      JSON.stringify(names.map((name) => [name, labels[name] ?? ''])),
    )
    return [...groups].map(([key, samples]) => ({
      labels: Object.fromEntries(JSON.parse(key)),
      value: combine(samples.map(({ value }) => value)),
    }))
  }

  function binary(node: SyntaxNode): Sample[] {
    const { firstChild, lastChild } = node
    if (!firstChild?.nextSibling || !lastChild) return fail(`${textOf(node)} lacks a side`)
    const operator = textOf(firstChild.nextSibling)
    const left = vectorOf(firstChild)
    const compare = comparisons[operator]
    if (compare) {
      const limit = Number(textOf(part(node, 'NumberDurationLiteral')))
      return left.filter(({ value }) => compare(value, limit))
    }
    if (operator !== '/') return fail(`${operator} is not known here`)
    const right = vectorOf(lastChild)
    return left.flatMap((one) => {
      const other = right.find((candidate) => sameLabels(candidate, one))
      return other ? [{ labels: one.labels, value: one.value / other.value }] : []
    })
  }

  function vectorOf(node: SyntaxNode): Sample[] {
    switch (node.name) {
      case 'VectorSelector':
        return select(node, within(lookback).at(-1))
      case 'FunctionCall':
        return textOf(part(node, 'FunctionIdentifier')) === 'increase'
          ? increase(node)
          : fail(`${textOf(node)} is not known here`)
      case 'AggregateExpr':
        return aggregate(node)
      case 'BinaryExpr':
        return binary(node)
      default:
        return fail(`${node.name} is not known here`)
    }
  }

  const tree = parser.parse(expression)
  tree.iterate({ enter: ({ type }) => (type.isError ? fail(`${expression} is no PromQL`) : true) })
  return vectorOf(tree.topNode.firstChild ?? fail('an empty expression'))
}

/** Seconds of a duration such as `5m`. */
export function secondsOf(duration: string): number {
  const [, count, unit = ''] = /^(\d+)([smh])$/.exec(duration) ?? []
  return (
    Number(count ?? fail(`${duration} is no duration`)) * ({ s: 1, m: 60, h: 3_600 }[unit] ?? 0)
  )
}

function fail(words: string): never {
  throw new Error(words)
}

const aggregates: Record<string, (values: number[]) => number> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  max: (values) => Math.max(...values),
}

const comparisons: Record<string, (value: number, limit: number) => boolean> = {
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '==': (value, limit) => value === limit,
}

const sameLabels = (one: Pick<Sample, 'labels'>, other: Pick<Sample, 'labels'>) =>
  JSON.stringify(Object.entries(one.labels).toSorted()) ===
  JSON.stringify(Object.entries(other.labels).toSorted())
