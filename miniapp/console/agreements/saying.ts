/** What is typed of a version: in each language, side by side. */
import {
  kindsOfRule,
  pictures,
  type Picture,
  type Rule,
  type Saying,
} from '../../../service/agreements/contract/text.ts'
import { languages, type Language } from '../../../service/texts/contract.ts'

export interface TypedRule {
  kind: Rule['kind']
  /** Empty for none. */
  picture: string
  words: Record<Language, string>
}

export interface TypedSaying {
  intro: Record<Language, string>
  rules: TypedRule[]
  /** A day; empty: at once. */
  validFrom: string
}

const nothing = () =>
  Object.fromEntries(languages.map((one) => [one, ''])) as Record<Language, string>

export const emptyRule = (kind: Rule['kind'] = kindsOfRule[0]): TypedRule => ({
  kind,
  picture: '',
  words: nothing(),
})

export const emptySaying = (): TypedSaying => ({
  intro: nothing(),
  rules: [emptyRule()],
  validFrom: '',
})

/** What stands there is where a new version begins. */
export const typedOf = ({ intro, rules }: Saying): TypedSaying => ({
  intro: { ...intro },
  rules: rules.map(({ kind, picture, words }) => ({
    kind,
    picture: picture ?? '',
    words: { ...words },
  })),
  validFrom: '',
})

const isPicture = (key: string): key is Picture => pictures.some((one) => one === key)

export const toSay = ({ intro, rules }: TypedSaying): Saying => ({
  intro,
  rules: rules.map(({ kind, picture, words }) => ({
    kind,
    words,
    picture: isPicture(picture) ? picture : null,
  })),
})

export const toSend = (typed: TypedSaying) => ({
  ...toSay(typed),
  validFrom: typed.validFrom || null,
})

/** Whether a text lacks its words in a language. */
export const lacksWords = (words: Record<Language, string>): boolean =>
  languages.some((one) => !words[one].trim())

export const isIncomplete = ({ intro, rules }: TypedSaying): boolean =>
  lacksWords(intro) || !rules.length || rules.some(({ words }) => lacksWords(words))
