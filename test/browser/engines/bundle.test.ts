/** The built files use nothing that an engine at the declared floor does not have, but for what is named here. */
import { expect, test } from 'vitest'
import { minimumVersions, type MinimumVersions } from '../../../scripts/engines/minimum-versions.ts'
import { filesOf } from './bundle.ts'
import { missingInScript, missingInStyles } from './features.ts'
import { missingInDeclaration, missingInSelector } from './known.ts'

/** What miniapp/engines/fill-in.ts gives: it may be used anywhere. */
const filledIn = ['.at()', '.findLast()', 'Object.hasOwn', 'Intl.DisplayNames', 'Intl.ListFormat']

/** What else may stand in the files all the same, and why. */
const allowed = {
  'it is asked for before it is used, and something else is done without it': [
    '.showModal()',
    '.startViewTransition()',
    'BroadcastChannel',
    'Error.captureStackTrace',
    'navigation',
    '.navigate()',
    'navigator.connection',
    'navigator.locks',
    'navigator.storage',
    'reportError',
    'setImmediate',
  ],
  'it stands in a branch of a library that nothing calls': ['URL.canParse'],
  'the name of a method of our own or of a library': [
    '.check()',
    '.config()',
    '.getMetadata()',
    '.getName()',
    '.isValid()',
    '.show()',
    '.when()',
  ],
  'without it the screen only looks a little different, or shows the ring and bars of the browser':
    [
      ':backdrop',
      ':focus-visible',
      '@page',
      'accent-color',
      'cursor',
      'outline',
      'resize',
      'scroll-margin-top',
      'scrollbar-width',
      'size',
      'text-size-adjust',
    ],
  'of grids it is older than of blocks, of which the data speaks': ['align-content: start'],
  'a rule under `@supports not` beside it does without': ['aspect-ratio'],
  'a border without a colour has the colour of the words': ['color-mix()'],
}

const reasons = new Set(Object.values(allowed).flat())
const isAllowed = (finding: string) => {
  const [feature = ''] = finding.split(' in ')
  return (
    filledIn.includes(feature) || reasons.has(feature) || reasons.has(feature.split(': ')[0] ?? '')
  )
}

test.each(['workspace', 'console'] as const)(
  'the files of the %s fit the oldest engines that it is for',
  (half) => {
    const files = filesOf(half)
    // both kinds are found at all
    expect(files.filter(({ name }) => name.endsWith('.css')).length).toBeGreaterThan(20)
    expect(files.filter(({ name }) => name.endsWith('.js')).length).toBeGreaterThan(50)
    const found = files.flatMap(({ name, text }) => {
      const missing = name.endsWith('.js')
        ? missingInScript(text, minimumVersions[half])
        : missingInStyles(text, minimumVersions[half])
      return missing.filter((one) => !isAllowed(one)).map((one) => `${name}: ${one}`)
    })
    expect(found).toEqual([])
  },
)

test('an allowance that nothing needs any more is taken out', () => {
  const found = (['workspace', 'console'] as const).flatMap((half) =>
    filesOf(half).flatMap(({ name, text }) =>
      name.endsWith('.js')
        ? missingInScript(text, minimumVersions[half])
        : missingInStyles(text, minimumVersions[half]),
    ),
  )
  const used = new Set(
    found.flatMap((one) => {
      const [feature = ''] = one.split(' in ')
      return [feature, feature.split(': ')[0] ?? '']
    }),
  )
  expect([...reasons].filter((one) => !used.has(one))).toEqual([])
})

test('what the console asks an engine for came with the oldest one that it is for', () => {
  const { chrome, safari } = minimumVersions.console
  const selector = (floor: MinimumVersions) => missingInSelector(':where(a)', floor)
  const declaration = (floor: MinimumVersions) => missingInDeclaration('inset', '0', floor)
  expect([...selector(minimumVersions.console), ...declaration(minimumVersions.console)]).toEqual(
    [],
  )
  expect(selector({ chrome: chrome - 1, safari })).toEqual([':where'])
  expect(declaration({ chrome, safari: safari - 0.1 })).toEqual(['inset'])
})

test.each([
  ['x.at(-1)', '.at()'],
  ['Object.hasOwn(a,"b")', 'Object.hasOwn'],
  ['structuredClone(a)', 'structuredClone'],
  ['window.structuredClone(a)', 'structuredClone'],
  ['e.showModal()', '.showModal()'],
  ['navigator.storage.persist()', 'navigator.storage'],
  ['x.replace(/(?<=a)b/,"")', 'regular expression: lookbehind'],
  ['new BroadcastChannel("a")', 'BroadcastChannel'],
])('%s is found in a script', (code, finding) => {
  expect(missingInScript(code, minimumVersions.workspace)).toContain(finding)
})

test.each([
  ['typeof structuredClone'],
  ['x.size'],
  ['x.replaceAll("a","b")'],
  ['Promise.any([])'],
  ['x.then(a).catch(b)'],
  ['({structuredClone:1})'],
])('%s is found in no script', (code) => {
  expect(missingInScript(code, minimumVersions.workspace)).toEqual([])
})

test.each([
  ['.a{height:100dvh}', 'dvh in .a'],
  ['.a:has(b){color:red}', ':has in .a:has(b)'],
  ['.a{inset:0}', 'inset in .a'],
  ['.a{aspect-ratio:4/3}', 'aspect-ratio in .a'],
  ['.a{color:color-mix(in srgb,red,blue)}', 'color-mix() in .a'],
  ['@media (width){@container (width){.a{color:red}}}', '@container'],
  ['.a{display:flex;gap:1px}', 'flex gap in .a'],
])('%s is found in a style sheet', (text, finding) => {
  expect(missingInStyles(text, minimumVersions.workspace)).toContain(finding)
})

test.each([
  ['.a{height:100vh;height:100dvh}'],
  ['@supports (height:100dvh){.a{height:100dvh}}'],
  ['.a{display:grid;gap:1px;background:url("x:has(y)")}'],
  ['.a::before{content:"100dvh"}'],
])('%s is found in no style sheet', (text) => {
  expect(missingInStyles(text, minimumVersions.workspace)).toEqual([])
})
