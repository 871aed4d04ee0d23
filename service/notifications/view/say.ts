/** Words of the bot in the language of whoever reads them. */
import { en, type TextKey } from './texts/en.ts'
import { zhCn } from './texts/zh-cn.ts'

const catalogues: Record<string, Record<TextKey, string>> = { en, 'zh-CN': zhCn }

/** @param language BCP 47; English when there is no catalogue */
export function say(
  language: string,
  key: TextKey,
  values: Record<string, string | number> = {},
): string {
  const text = (catalogues[language] ?? en)[key]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Day and time in the business time zone, as people of that language write it. */
export function sayTime(language: string, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at)
}
