import { afterEach, expect, test, vi } from 'vitest'
import { browserRegions } from '../../miniapp/parts/browser-regions.ts'

afterEach(() => vi.unstubAllGlobals())

test('countries are taken from any form of language tag, and none from a tag without one', () => {
  const languages = ['en-US@posix', 'zh_CN', 'zh-Hant-TW', 'ms-MY', 'en', 'C', 'es-419', '']
  vi.stubGlobal('navigator', { languages })
  expect(browserRegions()).toEqual(['US', 'CN', 'TW', 'MY'])
})
