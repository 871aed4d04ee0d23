/** Every language has every text, and fills in the same values: otherwise a gap shows only on the screen that uses it. */
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { loadTexts, type Part } from '../../miniapp/text/catalogues.ts'
import { catalogues } from '../../service/texts/catalogues.ts'
import { languages } from '../../service/texts/contract.ts'
import { bot } from '../../service/texts/en/bot.ts'
import { cards } from '../../service/texts/en/cards.ts'
import { mails } from '../../service/texts/en/mails.ts'
import { wordsIn as wordsOfPromotions } from '../../service/promotions/actions/export/words.ts'
import { wordsIn } from '../../service/staff/actions/export/words.ts'

/**
 * Names of the values that a compiled text shows. One that only chooses between words (a plural) is none of them:
 * Chinese has one word where English has two.
 */
function shownBy(compiled: unknown, around = '', found = new Set<string>()): Set<string> {
  if (!Array.isArray(compiled)) {
    if (typeof compiled === 'object' && compiled) {
      for (const inner of Object.values(compiled)) shownBy(inner, around, found)
    }
    return found
  }
  for (const token of compiled as unknown[]) {
    if (token === '#') found.add(around)
    if (!Array.isArray(token)) continue
    const [name, , choices] = token as [string, unknown, unknown]
    if (typeof choices === 'object' && choices) shownBy(choices, name, found)
    else found.add(name)
  }
  return found
}

const sorted = (values: Iterable<string>) => [...values].toSorted()

describe.each<Part>(['workspace', 'console'])('the texts of the %s', (part) => {
  test.each(languages.filter((language) => language !== 'en'))(
    'are whole in %s',
    async (language) => {
      const english = await loadTexts('en', part)
      const other = await loadTexts(language, part)
      expect(sorted(Object.keys(other))).toEqual(sorted(Object.keys(english)))
      const compiled = (texts: Record<string, string>) =>
        Object.fromEntries(
          Object.entries(texts).map(([key, text]) => [key, sorted(shownBy(compileMessage(text)))]),
        )
      expect(compiled(other)).toEqual(compiled(english))
    },
  )

  test.each(languages)('say something in %s', async (language) => {
    const texts = await loadTexts(language, part)
    expect(Object.keys(texts).filter((key) => !texts[key]?.trim())).toEqual([])
  })
})

const { en: english, 'zh-CN': chinese } = catalogues

test('cards, mails and the bot say the same in Chinese as in English, with the same values', () => {
  const values = (text: string) => sorted(new Set(text.match(/\{\w+\}/g)))
  const all = (texts: Record<string, string>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, values(text)]))
  expect(all(chinese)).toEqual(all(english))
  for (const text of [...Object.values(english), ...Object.values(chinese)]) {
    expect(text.trim()).not.toBe('')
  }
})

test('no text of a card, a mail or the bot is hidden by one of the same name', () => {
  const parts = [cards, mails, bot].flatMap((part) => Object.keys(part))
  expect(sorted(parts)).toEqual(sorted(Object.keys(english)))
})

describe.each(languages)('a state in %s', (language) => {
  const bot = catalogues[language]
  test.each([
    ['workspace', 'review.approved', 'status.approved'],
    ['workspace', 'review.rejected', 'status.rejected'],
    ['workspace', 'task.assigned', 'task.status.assigned'],
    ['workspace', 'task.started', 'task.status.started'],
    ['workspace', 'task.accepted', 'task.status.accepted'],
    ['workspace', 'task.expired', 'task.status.expired'],
    ['workspace', 'task.notYoursNow', 'task.status.unassigned'],
    ['console', 'import.invited', 'imports.outcome.invited'],
    ['console', 'import.joined', 'imports.outcome.associated'],
    ['console', 'import.joined', 'staff.status.associated'],
    ['console', 'import.failed', 'staff.status.invitation_failed'],
    ['console', 'import.notAdded', 'imports.outcome.problem'],
    ['console', 'credential.end.suspended', 'testAccounts.status.suspended'],
    ['console', 'credential.end.retired', 'testAccounts.status.retired'],
  ] as const)('is one word on %s and card: %s', async (part, onCard, onScreen) => {
    expect(bot[onCard]).toBe((await loadTexts(language, part))[onScreen])
  })

  test('is the same word in a list and in its export', async () => {
    const texts = await loadTexts(language, 'console')
    for (const [status, word] of Object.entries(wordsIn(language).statuses)) {
      expect(word).toBe(texts[`staff.status.${status}`])
    }
    for (const [status, word] of Object.entries(wordsOfPromotions(language).statuses)) {
      expect(word).toBe(texts[`status.${status}`])
    }
  })
})
