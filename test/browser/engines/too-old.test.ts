/** An engine that is too old for the mini-app: words in the person's language instead of a white page. */
import { expect, test } from 'vitest'
import { openDevice, openPlain, passLanguage, picture } from '../../setup/people-at-work.ts'
import { demoWorld } from '../../setup/world.ts'

const world = demoWorld()

const without = {
  'texts that replace': 'delete String.prototype.replaceAll',
  'promises that race': 'delete Promise.any',
  modules: 'delete HTMLScriptElement.prototype.noModule',
}
const chinese = `Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['zh-CN'] })`
const chosen = `localStorage.setItem('partner-workspace.language', 'zh-CN')`
const forbidden = `Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })`

const english = 'DingTalk or this browser is too old'

test.each(Object.entries(without))('without %s it says what to do', async (_, before) => {
  for (const [id, path] of [
    ['mei', '/'],
    ['mei', '/join/any'],
    ['nok', '/console'],
  ] as const) {
    const page = await openDevice(world, id, path, { before })
    await page.getByRole('heading', { name: english }).waitFor()
    const way =
      path === '/console' ? 'Update DingTalk, or open the console' : 'Update DingTalk, the'
    expect(await page.locator('main').textContent()).toContain(way)
    await picture(page, `too old ${id}`)
  }
})

/** Without what Chrome 88 and Safari 14.1 brought, as far as a page can ask for it. */
const belowConsole = {
  'selectors that weigh nothing': `
    for (const owner of [Document.prototype, Element.prototype]) {
      const query = owner.querySelector
      owner.querySelector = function (selector) {
        if (selector.includes(':where(')) throw new DOMException('not valid', 'SyntaxError')
        return query.call(this, selector)
      }
    }`,
  'sides in one word': `
    const supports = CSS.supports
    CSS.supports = (...asked) => asked[0] !== 'inset' && supports.apply(CSS, asked)`,
}

test.each(Object.entries(belowConsole))(
  'without %s the console says what to do, and the workspace works',
  async (_, before) => {
    for (const path of ['/console', '/console/staff?status=invited']) {
      const nok = await openDevice(world, 'nok', path, { before })
      await nok.getByRole('heading', { name: english }).waitFor()
      expect(await nok.locator('main').textContent()).toContain('a current Chrome')
      await picture(nok, 'too old for the console')
    }
    const mei = await openDevice(world, 'mei', '/', { before })
    await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  },
)

test.each([
  ['of the browser', chinese],
  ['that was chosen', chosen],
])('it says so in the language %s', async (_, setting) => {
  const before = `${without.modules}; ${setting}`
  const page = await openPlain(world, '/', { before })
  await page.getByRole('heading', { name: '钉钉或浏览器版本过低' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
})

test('it says so where storage is forbidden too', async () => {
  const before = `${without.modules}; ${forbidden}`
  const page = await openDevice(world, 'mei', '/', { before })
  await page.getByRole('heading', { name: english }).waitFor()
})
