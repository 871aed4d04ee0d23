/** What is agreed to: deployment policies and service agreements, in versions (requirements A9, B12). */
import * as z from 'zod/mini'
import { id, named, time } from '../../http/contract.ts'
import { paragraph } from '../../text/contract.ts'
import { language } from '../../texts/contract.ts'

export const kindsOfText = ['deployment_policy', 'service_agreement'] as const
export const kindOfText = named('KindOfAgreementText', z.enum(kindsOfText))
export type KindOfText = z.output<typeof kindOfText>

/** Stands for every country that has no text of its own. */
export const everywhere = '*'
/** ISO 3166-1 alpha-2, or everywhere. */
export const country = z.string().check(z.regex(/^(?:\*|[A-Z]{2})$/))

/** Drawings of right and wrong, which are part of the mini-app. */
export const pictures = [
  'store_agrees',
  'opening_hours',
  'at_cashier',
  'fixed',
  'whole_storefront',
  'hidden',
  'loose',
  'too_many',
  'already_there',
  'reused_photo',
] as const
export type Picture = (typeof pictures)[number]

export const kindsOfRule = ['do', 'dont'] as const

export const longestIntro = 300
export const longestRule = 200
export const maxRules = 20

/** A text in every language of the product: one that lacks a language cannot be published. */
const inEach = (longest: number) => z.record(language, paragraph(longest))

const rule = z.object({
  kind: z.enum(kindsOfRule),
  words: inEach(longestRule),
  picture: z.nullable(z.enum(pictures)),
})

/** What a version says. */
export const saying = {
  intro: inEach(longestIntro),
  rules: z.array(rule).check(z.minLength(1), z.maxLength(maxRules)),
}

/** A version as those read it who are to agree to it. */
export const shownText = named(
  'AgreementTextShown',
  z.object({
    /** The text; its versions are counted from 1. */
    text: id,
    version: z.int().check(z.minimum(1)),
    validFrom: time,
    ...saying,
  }),
)
export type ShownText = z.output<typeof shownText>
export type Rule = ShownText['rules'][number]
export type Saying = Pick<ShownText, 'intro' | 'rules'>

/** The version that is agreed to, and the language in which it was read. */
export const agreeing = {
  text: id,
  version: z.int().check(z.minimum(1), z.maximum(10_000)),
  language,
}

export const exampleSaying = {
  intro: { en: 'Put it up like this.', 'zh-CN': '请按以下规范铺设。' },
  rules: [
    {
      kind: 'do' as const,
      words: { en: 'Ask the store first.', 'zh-CN': '先征得门店同意。' },
      picture: 'store_agrees' as const,
    },
  ],
}

/** Ids of those that a release has brought: policies of its products and the service agreement, for everywhere. */
export const standardTexts = {
  marketingCode: '019ad840-0000-7000-8000-000000000001',
  primaryPosm: '019ad840-0000-7000-8000-000000000002',
  serviceAgreement: '019ad840-0000-7000-8000-000000000003',
}
