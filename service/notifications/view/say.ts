/** Words of the bot in the language of whoever reads them. */
import { languages, type Language } from '../../accounts/contract.ts'
import type { CommandWord, Verb } from '../rules/commands.ts'
import { en, type TextKey } from './texts/en.ts'
import { zhCn } from './texts/zh-cn.ts'

/** Another language is one catalogue more. */
const catalogues: Record<Language, Record<TextKey, string>> = { en, 'zh-CN': zhCn }

/** @param language BCP 47; English when there is no catalogue */
export function say(
  language: string,
  key: TextKey,
  values: Record<string, string | number> = {},
): string {
  const text = (catalogues[language as Language] ?? en)[key]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A language that no release knows (any more) must not keep a message from its reader. */
const spoken = (language: string) => (Object.hasOwn(catalogues, language) ? language : 'en')

/** Day and time in the business time zone, as people of that language write it. */
export function sayTime(language: string, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(spoken(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at)
}

/** The day alone: for what ends with it. */
export function sayDay(language: string, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(spoken(language), { dateStyle: 'medium', timeZone }).format(at)
}

const split = (text: string) => text.split(',').map((word) => word.trim())

/** What people may write, in every language that the bot speaks. */
export const commandWords: CommandWord[] = languages.flatMap((language) =>
  (Object.keys(catalogues[language]) as TextKey[]).flatMap((key) => {
    const verb = /^command\.(\w+)$/.exec(key)?.[1] as Verb | undefined
    return verb ? split(catalogues[language][key]).map((word) => ({ verb, word, language })) : []
  }),
)

/** The word for a command, as it is written in a language. */
export function commandName(language: string, verb: Verb): string {
  return split(say(language, `command.${verb}`))[0] ?? verb
}

/** How each language calls itself. */
export function languageName(language: string): string {
  return say(language, 'language.self')
}

/** The language that somebody names, by its name in any of them or by its code. */
export function languageNamed(name: string): Language | undefined {
  const wanted = name.trim().toLowerCase()
  return languages.find((language) => {
    const names = [language, languageName(language), ...split(say(language, 'language.words'))]
    return names.some((one) => one.toLowerCase() === wanted)
  })
}
