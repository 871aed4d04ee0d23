/** What the platform does with policies and agreements: read them, publish versions. */
import * as z from 'zod/mini'
import { endpoint, id, named, pageOf, pageQuery, rowsAs, time } from '../../http/contract.ts'
import { inEachLanguage } from '../../offered-lists/contract.ts'
import { country, exampleSaying, kindOfText, saying } from './text.ts'

const row = z.object({
  id,
  kind: kindOfText,
  /** Id and names of the product; null for a service agreement. */
  product: z.nullable(z.object({ id: z.string(), names: inEachLanguage })),
  country: z.string(),
  /** The version in force; null before the first one is. */
  inForce: z.nullable(z.object({ number: z.number(), validFrom: time })),
  /** The version that comes next. */
  next: z.nullable(z.object({ number: z.number(), validFrom: time })),
  /** How many have agreed to the version in force: people to a policy, ISOs to an agreement; at most 10,000 are counted. */
  agreed: z.number(),
  abilities: z.array(z.enum(['publish'])),
})
const textRow = named('AgreementTextRow', row)
export type TextRow = z.output<typeof textRow>

const version = z.object({
  number: z.number(),
  validFrom: time,
  publishedAt: time,
  /** Null for what a release has brought. */
  by: z.nullable(z.string()),
  ...saying,
})

const details = named(
  'AgreementText',
  z.extend(row, {
    /** Newest first. */
    ...rowsAs('versions', version),
  }),
)
export type AgreementText = z.output<typeof details>
export type TextVersion = z.output<typeof version>

const may = 'agreements.publish'

export const listAgreementTexts = endpoint('GET /api/v1/agreement-texts', {
  name: 'listAgreementTexts',
  by: 'platform',
  may,
  about: ['agreementText', 'agreement'],
  summary: 'List deployment policies and service agreements by product and country',
  query: z.object({ ...pageQuery, kind: z.optional(kindOfText) }),
  answer: pageOf(textRow),
  errors: ['bad_cursor'],
})

const params = z.object({ textId: id })

export const findAgreementText = endpoint('GET /api/v1/agreement-texts/:textId', {
  name: 'findAgreementText',
  by: 'platform',
  may,
  about: ['agreementText', 'agreement'],
  summary: 'Get a policy or agreement with all of its versions',
  params,
  answer: details,
  errors: ['not_found'],
})

const published = {
  ...saying,
  /** A day in the business time zone, such as `2026-12-24`; null: at once. */
  validFrom: z.nullable(z.iso.date()),
}

export const publishVersion = endpoint('POST /api/v1/agreement-texts/:textId/versions', {
  name: 'publishVersion',
  by: 'platform',
  may,
  summary: 'Publish a new version; those whom it concerns agree to it again',
  params,
  body: z.object({
    /** The number that it becomes. */
    version: z.int().check(z.minimum(2), z.maximum(10_000)),
    ...published,
  }),
  example: { body: { version: 2, validFrom: null, ...exampleSaying } },
  answer: details,
  errors: ['not_found', 'newer_version', 'valid_from_too_early'],
})

export const publishText = endpoint('POST /api/v1/agreement-texts', {
  name: 'publishText',
  by: 'platform',
  may,
  summary: 'Publish the first version of a policy or agreement for a country',
  body: z.object({
    id,
    kind: kindOfText,
    /** Empty for a service agreement. */
    product: z.string().check(z.maxLength(40)),
    country,
    ...published,
  }),
  example: {
    body: {
      id: '019ad840-0000-7000-8000-00000000000a',
      kind: 'deployment_policy',
      product: 'marketing_code',
      country: 'TH',
      validFrom: null,
      ...exampleSaying,
    },
  },
  answer: details,
  errors: ['not_found', 'newer_version', 'valid_from_too_early'],
})
