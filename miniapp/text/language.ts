/** Which language a person reads: their own choice, then DingTalk's, then the browser's. */
import { languages, type Language } from '../../service/texts/contract.ts'
import { onDevice } from '../api/keeping.ts'
import { languageOfDingTalk } from '../dingtalk/language.ts'

const place = 'partner-workspace.language'

/** Each language in its own script. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' }

/** The catalogue that fits a BCP 47 tag best, or undefined: `zh-SG` is served by `zh-CN`. */
export function catalogueFor(tag: string): Language | undefined {
  const wanted = tag.toLowerCase().replace('_', '-')
  return (
    languages.find((language) => language.toLowerCase() === wanted) ??
    languages.find((language) => language.split('-')[0] === wanted.split('-')[0])
  )
}

/** What was chosen on this device, if anything was. */
export function chosenLanguage(): Language | undefined {
  return catalogueFor(onDevice.read(place) ?? '')
}

export function rememberLanguage(language: Language): void {
  onDevice.write(place, language)
}

export function firstLanguage(): Language {
  const tags = [languageOfDingTalk(), ...navigator.languages]
  for (const tag of tags) {
    const found = tag && catalogueFor(tag)
    if (found) return chosenLanguage() ?? found
  }
  return chosenLanguage() ?? 'en'
}
