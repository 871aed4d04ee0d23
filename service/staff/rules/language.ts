/** The language in which a person is written to, from the first message on (decision 047). */
import type { Language } from '../../texts/contract.ts'

/** Countries and regions whose people read Chinese, by the codes of their numbers: mainland China, Hong Kong, Macao, Taiwan. */
const readsChinese = /^\+(?:86|85[23]|886)/

/**
 * The language that the person chose, or in which they asked to join; until there is one, that of the country of their
 * number, since nothing else is known of a person added by an ISO.
 * @returns BCP 47; one that this release may not know when an older or newer one has stored it
 */
export function languageOf({ language, phone }: { language?: string; phone: string }): string {
  const likely: Language = readsChinese.test(phone) ? 'zh-CN' : 'en'
  return language ?? likely
}
