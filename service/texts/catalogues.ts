/** What cards, mails and the bot say: one catalogue a language. */
import type { Language } from './contract.ts'
import { bot as englishBot } from './en/bot.ts'
import { cards as englishCards } from './en/cards.ts'
import { mails as englishMails } from './en/mails.ts'
import { bot as chineseBot } from './zh-cn/bot.ts'
import { cards as chineseCards } from './zh-cn/cards.ts'
import { mails as chineseMails } from './zh-cn/mails.ts'

const english = { ...englishCards, ...englishMails, ...englishBot }

export type TextKey = keyof typeof english

/** Another language is one catalogue more. */
export const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  en: english,
  'zh-CN': { ...chineseCards, ...chineseMails, ...chineseBot },
}
