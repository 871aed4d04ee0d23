/** At the build: puts `too-old.js` into the page, with its words in every language. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { common as en } from '../../miniapp/text/en/common.ts'
import { common as zhCn } from '../../miniapp/text/zh-cn/common.ts'

const texts = { en, 'zh-CN': zhCn }

export function tooOld(): Plugin {
  return {
    name: 'too-old',
    transformIndexHtml: () => {
      const words = Object.entries(texts).map(([language, text]) => [
        language,
        {
          title: text['engine.title'],
          workspace: text['engine.words'],
          console: text['engine.console'],
        },
      ])
      const source = readFileSync(join(import.meta.dirname, 'too-old.js'), 'utf8')
      const children = source
        .replace(/^\/\*[^]*?\*\/\n/, '')
        .replace(/= WORDS$/m, `= ${JSON.stringify(Object.fromEntries(words))}`)
      // the page has to be there, and the app must not have begun
      return [{ tag: 'script', children, injectTo: 'body' }]
    },
  }
}
