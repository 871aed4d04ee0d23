/** The tokens of theme.css for libraries that want their colours as values, such as antd. */

const names = [
  'accent',
  'accent-fill',
  'accent-fill-hover',
  'accent-ink',
  'success',
  'attention',
  'danger',
  'danger-fill',
  'danger-fill-hover',
  'text',
  'text-2',
  'faint',
  'page',
  'card',
  'line',
] as const

export type TokenName = (typeof names)[number]

/** The colours in force now, light or dark. */
export function readTokens(): Record<TokenName, string> {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Record<TokenName, string>
}
