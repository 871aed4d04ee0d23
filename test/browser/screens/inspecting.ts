/** What is looked at on every screen: barriers, widths, long words, the other language. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { loadTexts, type Part } from '../../../miniapp/text/catalogues.ts'
import { loadChineseFont, picture, sizes } from '../../setup/people-at-work.ts'

/** What is wrong with the screen for people who use it otherwise than by looking at it. */
async function barriers(page: Page, dark = false): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (dark ? axe.withRules('color-contrast') : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    )
}

/** Nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
    const moving = document.getAnimations().filter((animation) => {
      const { iterations } = animation.effect?.getComputedTiming() ?? {}
      return iterations !== Infinity
    })
    await Promise.allSettled(moving.map(({ finished }) => finished))
  })
}

/** Widths at which the page can be pushed sideways. */
async function tooWideAt(page: Page): Promise<number[]> {
  const size = page.viewportSize() ?? sizes.phone
  const found: number[] = []
  for (const { width, height } of [sizes.phone, sizes.tablet, sizes.desktop]) {
    await page.setViewportSize({ width, height })
    await settle(page)
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (excess > 0) found.push(width)
  }
  await page.setViewportSize(size)
  return found
}

/** Every word on the screen that stands in the English catalogue and is another one in Chinese. */
async function leftInEnglish(page: Page, part: Part): Promise<string[]> {
  const [english, chinese] = await Promise.all([loadTexts('en', part), loadTexts('zh-CN', part)])
  const words = new Set(
    Object.entries(english)
      // the poster is in both languages
      .filter(([key, text]) => text !== chinese[key] && !key.startsWith('poster.'))
      .map(([, text]) => text),
  )
  const shown = await page.locator('body').evaluate((body) => {
    const texts: string[] = []
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode.textContent?.trim() ?? '')
    for (const element of body.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        texts.push(element.getAttribute(name)?.trim() ?? '')
      }
    }
    return texts
  })
  return [...new Set(shown)].filter((text) => words.has(text))
}

/** Words become as long as German ones would be: a third longer. @returns how they become what they were */
async function lengthenWords(page: Page): Promise<() => Promise<void>> {
  const undo = await page.locator('body').evaluateHandle((body) => {
    const longer = (text: string) =>
      text.replaceAll(/\p{L}{2,}/gu, (word) => word + 'ungen'.slice(0, Math.ceil(word.length / 3)))
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    const before = new Map<Node, string>()
    while (walker.nextNode()) {
      const { nodeValue, parentElement } = walker.currentNode
      if (!nodeValue || parentElement?.closest('script, style')) continue
      before.set(walker.currentNode, nodeValue)
      walker.currentNode.nodeValue = longer(nodeValue)
    }
    return () => {
      for (const [node, words] of before) node.nodeValue = words
    }
  })
  return () => undo.evaluate((putBack) => putBack())
}

/** Buttons and the like whose words do not fit in them. */
function cutOff(page: Page): Promise<string[]> {
  return page.locator('body').evaluate((body) =>
    [...body.querySelectorAll('button, a, label, h1, h2, h3, [role=tab], [role=status]')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element)
        const says = overflowX === 'hidden' && textOverflow !== 'ellipsis'
        // words for screen readers only take one pixel
        const seen = element.clientWidth > 1
        return says && seen && element.scrollWidth > element.clientWidth + 1
      })
      .map((element) => element.textContent?.trim() ?? ''),
  )
}

/** What a row is called becomes as long as names of three long words are. */
async function lengthenNames(page: Page): Promise<void> {
  await page.locator('body').evaluate((body) => {
    for (const row of body.querySelectorAll('tbody tr')) {
      const cell = row.querySelector('td:not(:has(input))')
      const walker = document.createTreeWalker(cell ?? row, NodeFilter.SHOW_TEXT)
      const name = walker.nextNode()
      if (name) name.nodeValue += ' Wolfeschlegelstein Pattanapongthorn Featherstonehaugh'
    }
  })
}

/** Words of tables that are broken in two or cut off, and columns that are outside of their table's place. */
function brokenInTables(page: Page): Promise<string[]> {
  return page.locator('body').evaluate((body) => {
    const found: string[] = []
    const breaksWord = (node: Node, from: number, to: number) => {
      const range = document.createRange()
      range.setStart(node, from)
      range.setEnd(node, to)
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
    }
    for (const table of body.querySelectorAll('table')) {
      const { right } = (table.parentElement ?? table).getBoundingClientRect()
      if (table.getBoundingClientRect().right > right + 1)
        found.push('a table wider than its place')
      for (const cell of table.querySelectorAll('th, td')) {
        if (cell.clientWidth === 0) continue
        const words = cell.textContent?.trim() ?? ''
        const parts = [cell, ...cell.querySelectorAll('*')]
        const cut = parts.some(
          (one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1,
        )
        if (cut) found.push(`cut off: ${words}`)
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
          const { currentNode } = walker
          const text = currentNode.nodeValue ?? ''
          // a line may end at a hyphen, and between the characters of Chinese
          for (const word of text.matchAll(/[^\s\p{P}\p{Script=Han}]{2,}/gu)) {
            const isBroken = breaksWord(currentNode, word.index, word.index + word[0].length)
            if (isBroken) found.push(`broken: ${word[0]}`)
          }
        }
      }
    }
    return found
  })
}

/** At the narrowest desk, and on a phone. */
async function inspectTables(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? sizes.phone
  for (const size of [{ width: 1024, height: 800 }, sizes.phone]) {
    await page.setViewportSize(size)
    await settle(page)
    await picture(page, `screen ${name} tables ${size.width}`)
    expect.soft(await brokenInTables(page), `${name}, tables at ${size.width}`).toEqual([])
  }
  await page.setViewportSize(before)
}

async function inspectWithLongWords(page: Page, name: string): Promise<void> {
  const putBack = await lengthenWords(page)
  await picture(page, `screen ${name} long`)
  expect.soft(await cutOff(page), `${name} with long words, cut off`).toEqual([])
  expect.soft(await tooWideAt(page), `${name} with long words, too wide at`).toEqual([])
  if (await page.locator('table').count()) {
    await lengthenNames(page)
    await inspectTables(page, name)
  }
  await putBack()
}

/** In light and dark, at every width, and with words as long as other languages have. */
export async function inspect(page: Page, name: string): Promise<void> {
  await settle(page)
  expect.soft(await barriers(page), `${name}, light`).toEqual([])
  await picture(page, `screen ${name}`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  expect.soft(await barriers(page, true), `${name}, dark`).toEqual([])
  await picture(page, `screen ${name} dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  expect.soft(await tooWideAt(page), `${name}, too wide at`).toEqual([])
  await inspectWithLongWords(page, name)
}

/** Nothing is left in English, and nothing is too wide. */
export async function inspectInChinese(page: Page, part: Part, name: string): Promise<void> {
  await loadChineseFont(page)
  await picture(page, `screen ${name} chinese`)
  expect.soft(await leftInEnglish(page, part), `${name}, left in English`).toEqual([])
  expect.soft(await tooWideAt(page), `${name} in Chinese, too wide at`).toEqual([])
}
