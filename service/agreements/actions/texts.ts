/** Texts that are agreed to: read for each visit, published now and then. */
import { businessTime, startOfBusinessDay } from '../../business-day.ts'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { readCatalogue } from '../../products/actions.ts'
import { dayRange } from '../../time-zones.ts'
import type { KindOfText, Saying } from '../contract/text.ts'
import { versionPublished } from '../events.ts'
import { AgreementTexts, type StoredText, type StoredVersion } from '../model.ts'
import { reachesAll } from '../policy.ts'

/** Milliseconds after which they are read again: every visit that is sent in asks for them. */
const memory = 10_000
let remembered: { texts: StoredText[]; until: number } | undefined

/** All of them; at most ten seconds old. */
export async function readTexts(): Promise<StoredText[]> {
  if (remembered && remembered.until > clock.time()) return remembered.texts
  const texts = await AgreementTexts.find().lean<StoredText[]>()
  remembered = { texts, until: clock.time() + memory }
  return texts
}

/** Makes a change felt at once in this process. */
export function forgetTexts(): void {
  remembered = undefined
}

/** As they are stored at this moment. */
export function readTextsAgain(): Promise<StoredText[]> {
  forgetTexts()
  return readTexts()
}

export async function pageOfTexts(
  me: Operator,
  {
    kind,
    limit,
    after,
  }: { kind?: KindOfText | undefined; limit: number; after?: string | undefined },
): Promise<Page<StoredText>> {
  if (!reachesAll(me)) return { items: [], next: null }
  return keysetPage<StoredText>(AgreementTexts, kind ? { kind } : {}, {
    sort: [
      ['kind', 1],
      ['product', 1],
      ['country', 1],
    ],
    limit,
    after,
  })
}

/** @throws Refusal `not_found`, also for an operator who is restricted to some ISOs */
export async function findText(me: Operator, id: string): Promise<StoredText> {
  if (!reachesAll(me)) refuse('not_found')
  return (await AgreementTexts.findById(id).lean<StoredText | null>()) ?? refuse('not_found')
}

/** What an operator publishes. */
export interface Publication extends Saying {
  /** A day in the business time zone; null: at once. */
  validFrom: string | null
}

/** @throws Refusal `valid_from_too_early`, `bad_input` */
function momentOf(day: string | null, before: StoredVersion | undefined): Date {
  const now = clock.now()
  const { day: today } = businessTime()
  const range = day === null ? undefined : dayRange(config().businessTimeZone, day)
  if (day !== null && !range) refuse('bad_input', { field: 'validFrom' })
  if (day !== null && day < today) refuse('valid_from_too_early', { field: 'validFrom' })
  // of today what is left
  const from = range && range.from > startOfBusinessDay() ? range.from : now
  if (before && from <= before.validFrom) refuse('valid_from_too_early', { field: 'validFrom' })
  return from
}

const versionOf = (
  number: number,
  { intro, rules }: Saying,
  { validFrom, me }: { validFrom: Date; me: Operator },
): StoredVersion => ({
  number,
  intro,
  rules,
  validFrom,
  publishedAt: clock.now(),
  by: { id: me.id, name: me.name },
})

/** In the open transaction. */
function tell({ _id, kind, product, country }: StoredText, version: StoredVersion, me: Operator) {
  const { number, validFrom } = version
  const data = { kind, product, country, version: number, validFrom: validFrom.toISOString() }
  return record(versionPublished, { tenant: me.workspace.id, id: _id, by: actorOf(me), data })
}

/** A policy is of a product that is promoted, an agreement of none. @throws Refusal `bad_input` */
async function mustFit({ kind, product }: Pick<StoredText, 'kind' | 'product'>): Promise<void> {
  const { products } = await readCatalogue()
  const isPromoted = products.some((one) => one._id === product && one.kind === 'promotion')
  const fits = kind === 'deployment_policy' ? isPromoted : product === ''
  if (!fits) refuse('bad_input', { field: 'product' })
}

/**
 * Publishes the first version for a country; the same sent again changes nothing.
 * @throws Refusal `not_found`, `bad_input`, `valid_from_too_early`, `newer_version` when there is one for it already
 */
export async function publishText(
  {
    id,
    validFrom,
    ...given
  }: Pick<StoredText, 'kind' | 'product' | 'country'> & Publication & { id: string },
  me: Operator,
): Promise<StoredText> {
  if (!reachesAll(me)) refuse('not_found')
  await mustFit(given)
  const { kind, product, country } = given
  const version = versionOf(1, given, { validFrom: momentOf(validFrom, undefined), me })
  const text: StoredText = { _id: id, kind, product, country, latest: 1, versions: [version] }
  try {
    await transaction(async () => {
      await AgreementTexts.insertMany([text], { lean: true })
      await tell(text, version, me)
    })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    refuse('newer_version')
  }
  forgetTexts()
  return text
}

/**
 * Publishes a version after the one that the operator has read.
 * @throws Refusal `valid_from_too_early`, `bad_input`, `newer_version` when another one was faster
 */
export async function publishVersion(
  text: StoredText,
  { version: number, validFrom, ...given }: Publication & { version: number },
  me: Operator,
): Promise<StoredText> {
  if (number !== text.latest + 1) refuse('newer_version', { about: { version: text.latest } })
  const version = versionOf(number, given, {
    validFrom: momentOf(validFrom, text.versions.at(-1)),
    me,
  })
  const after = await transaction(async () => {
    const changed = await AgreementTexts.findOneAndUpdate(
      { _id: text._id, latest: text.latest },
      { $set: { latest: number }, $push: { versions: version } },
      { returnDocument: 'after' },
    ).lean<StoredText | null>()
    if (!changed) refuse('newer_version')
    await tell(changed, version, me)
    return changed
  })
  forgetTexts()
  return after
}
