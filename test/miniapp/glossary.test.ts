/** Every text of the product keeps to docs/glossary.md: one word for one thing, on screens, cards, sheets and mails. */
import { describe, expect, test } from 'vitest'
import agreementTexts from '../../service/agreements/standard.json' with { type: 'json' }
import { loadTexts } from '../../miniapp/text/catalogues.ts'
import { problem, problemCodes } from '../../service/problems/contract.ts'
import catalogue from '../../service/products/standard.json' with { type: 'json' }
import rejectReasons from '../../service/reviews/reject-reasons.json' with { type: 'json' }
import { wordsIn as wordsOfPromotions } from '../../service/promotions/actions/export/words.ts'
import { wordsIn } from '../../service/staff/actions/export/words.ts'
import { wordsIn as wordsOfCodes } from '../../service/promotions/codes/actions/export/words.ts'
import { sheetTexts } from '../../service/staff-imports/view/texts.ts'
import rejectionReasons from '../../service/rejection-reasons/reasons.json' with { type: 'json' }
import { catalogues } from '../../service/texts/catalogues.ts'
import { readGlossary, wrongWordsIn, type GlossaryLanguage } from './glossary.ts'

const languages: GlossaryLanguage[] = ['en', 'zh-CN']

/** Texts inside one another, by their path. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`))
}

/** Those of rows that are data: `names.en` becomes `names`. */
const named = (rows: { _id: string }[], list: string, language: GlossaryLanguage) =>
  rows.flatMap(({ _id, ...row }) =>
    leaves(row, `${list}.${_id}`).flatMap(([path, text]) =>
      path.endsWith(`.${language}`)
        ? [[path.slice(0, -language.length - 1), text] as [string, string]]
        : [],
    ),
  )

/** Everything that anyone reads, by where it is. */
async function allTexts(language: GlossaryLanguage): Promise<[string, string][]> {
  const bot = Object.entries(catalogues[language])
  return [
    ...Object.entries(await loadTexts(language, 'workspace')),
    ...Object.entries(await loadTexts(language, 'console')),
    // what people write to the bot is in their own words
    ...bot.flatMap(([key, text]): [string, string][] =>
      /^command\.|^language\.words$/.test(key) ? [] : [[`bot.${key}`, text]],
    ),
    ...named(catalogue.products, 'products', language),
    ...named(catalogue.storeCategories, 'storeCategories', language),
    ...named(catalogue.spotKinds, 'spotKinds', language),
    ...named(rejectReasons, 'rejectReasons', language),
    ...named(rejectionReasons, 'rejectionReasons', language),
    ...named(agreementTexts, 'agreementTexts', language),
    ...leaves(wordsIn(language), 'export'),
    ...leaves(wordsOfPromotions(language), 'export.promotions'),
    ...leaves(wordsOfCodes(language), 'codes'),
    ...leaves(sheetTexts(language), 'import'),
    ...(language === 'en'
      ? problemCodes.flatMap((code) => leaves(problem(code), `api.${code}`))
      : []),
  ]
}

const glossary = await readGlossary()

describe.each(languages)('a text in %s', (language) => {
  const find = wrongWordsIn(glossary.words[language])

  test('has no word that the glossary replaces', async () => {
    const isException = (text: string, word: string) =>
      glossary.exceptions.some((one) => one.text === text && one.word.toLowerCase() === word)
    const found = (await allTexts(language)).flatMap(([path, text]) =>
      find(text).flatMap((word) =>
        isException(path, word) ? [] : [`${path}: “${word}” in “${text}”`],
      ),
    )
    expect([...new Set(found)]).toEqual([])
  })
})

test('each exception is still needed', async () => {
  const used = new Set<string>()
  for (const language of languages) {
    const find = wrongWordsIn(glossary.words[language])
    for (const [path, text] of await allTexts(language)) {
      for (const word of find(text)) used.add(`${path} ${word}`)
    }
  }
  const needless = glossary.exceptions.filter(
    ({ text, word }) => !used.has(`${text} ${word.toLowerCase()}`),
  )
  expect(needless).toEqual([])
})

test.each<[GlossaryLanguage, string, string[]]>([
  ['en', 'Your visit was lent by e-mail.', ['visit', 'lent', 'e-mail']],
  ['en', 'Needs a change', ['needs a change']],
  ['en', 'Open Spot Inspection; see Email and the {state}', []],
  ['en', 'This inspection', ['inspection']],
  ['en', 'A statement about emails in Matching order', []],
  ['zh-CN', '打开“支付验证”，输入验证码', ['支付验证']],
  ['zh-CN', '打开 Partner Workspace', ['partner workspace']],
  ['zh-CN', '打开合作伙伴工作台', []],
  ['zh-CN', '需要修改的拜访', ['拜访']],
])('in %s the search of “%s” finds %j', (language, text, words) => {
  expect(wrongWordsIn(glossary.words[language])(text)).toEqual(words)
})
