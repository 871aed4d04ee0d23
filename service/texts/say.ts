/** The words of cards, mails and the bot in the language of the reader. */
import { config } from '../config.ts'
import { catalogues, type TextKey } from './catalogues.ts'
import { languages, type Language } from './contract.ts'

/** @param language BCP 47; English when there is no catalogue */
export function say(
  language: string,
  key: TextKey,
  values: Record<string, string | number> = {},
): string {
  const text = (catalogues[language as Language] ?? catalogues.en)[key]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A language that no release knows (any more) must not keep a message from its reader. */
const spoken = (language: string) => (Object.hasOwn(catalogues, language) ? language : 'en')

/** The reader of the words. */
export interface Reader {
  language: string
  /** IANA name, where they have chosen one. */
  timeZone?: string | null | undefined
}

/** A moment on the clocks of the business time zone, which is named, since readers may be in any other. */
function inBusinessZone(language: string, at: Date, style: Intl.DateTimeFormatOptions): string {
  const timeZone = config().businessTimeZone
  const time = new Intl.DateTimeFormat(spoken(language), { ...style, timeZone }).format(at)
  // an offset is read alike everywhere; the short names of zones are not
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  return say(language, 'time.inZone', { time, zone: zone?.value ?? timeZone })
}

const dayAndTime = { dateStyle: 'medium', timeStyle: 'short' } as const

/** Day and time as the reader's clock shows them, or else in the business time zone, with its name. */
export function sayTime({ language, timeZone }: Reader, at: Date): string {
  if (!timeZone) return inBusinessZone(language, at, dayAndTime)
  return new Intl.DateTimeFormat(spoken(language), { ...dayAndTime, timeZone }).format(at)
}

/**
 * The business day that ends at this moment. To readers elsewhere the day alone would be wrong by hours: they are told
 * the moment on their own clock.
 */
export function sayDay(reader: Reader, at: Date): string {
  const { language, timeZone } = reader
  if (timeZone && timeZone !== config().businessTimeZone) return sayTime(reader, at)
  return inBusinessZone(language, at, { dateStyle: 'medium' })
}

/** Words of a text that lists them with commas. */
export const split = (text: string) => text.split(',').map((word) => word.trim())

/** A predefined role by its name in the language; one that was made by hand by the name that it was given. */
export function roleName(language: string, { _id, name }: { _id: string; name: string }): string {
  const key = `role.${_id}`
  return Object.hasOwn(catalogues.en, key) ? say(language, key as TextKey) : name
}

/** Words one after another, as the language separates them. */
export function sayList(language: string, words: string[]): string {
  return new Intl.ListFormat(spoken(language), { style: 'narrow' }).format(words)
}

/** How each language calls itself. */
export function languageName(language: string): string {
  return say(language, 'language.self')
}

/** The language that a person names, by its name in any of them or by its code. */
export function languageNamed(name: string): Language | undefined {
  const wanted = name.trim().toLowerCase()
  return languages.find((language) => {
    const names = [language, languageName(language), ...split(say(language, 'language.words'))]
    return names.some((one) => one.toLowerCase() === wanted)
  })
}
