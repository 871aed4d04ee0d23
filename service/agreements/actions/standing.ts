/** How a person and their ISO stand: what counts for them, and whether a visit of theirs may be sent in. */
import { clock } from '../../clock.ts'
import { Migrations } from '../../database/migrations.ts'
import { refuse } from '../../errors.ts'
import type { AssociatedStaff, Terms } from '../../http/callers.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import type { Workspace } from '../../workspaces/model.ts'
import { Agreements, type StoredAgreement, type StoredText, type StoredVersion } from '../model.ts'
import {
  agreementsMigration,
  inForce,
  isOfOlderApp,
  markOf,
  mayDeploy,
  standingOfIso,
  type InForce,
  type IsoMarks,
  type Visit,
} from '../rules.ts'
import { readTexts, readTextsAgain } from './texts.ts'

/** Milliseconds after which it is read again: it does not change, but a restored database may have another. */
const memory = 10_000
let remembered: { since: Date | undefined; until: number } | undefined

/** When this database began to ask for agreements. */
async function askedSince(): Promise<Date | undefined> {
  if (remembered && remembered.until > clock.time()) return remembered.since
  const row = await Migrations.findById(agreementsMigration).select({ startedAt: 1 }).lean()
  remembered = { since: row?.startedAt, until: clock.time() + memory }
  return remembered.since
}

export const policyFor = (product: string, country: string | undefined) =>
  ({ kind: 'deployment_policy', product, country }) as const

const agreementFor = (country: string | undefined) =>
  ({ kind: 'service_agreement', product: '', country }) as const

export const marksOfIso = ({ agreedTo = [], agreementDueAt }: Workspace): IsoMarks => ({
  marks: agreedTo,
  dueAt: agreementDueAt,
})

/** The agreement that counts for an ISO, and how it stands with it. */
export function standingWith(
  texts: readonly StoredText[],
  country: string | undefined,
  marks: IsoMarks,
): { demanded: InForce<StoredVersion> | undefined; agreed: boolean; until: Date | undefined } {
  const demanded = inForce(texts, agreementFor(country), clock.now())
  return { demanded, ...standingOfIso(demanded, marks) }
}

/** As all that is stored says by now, also of what the person agreed to with another ISO. */
export async function termsNow({ iso, dingtalkUserId, terms }: AssociatedStaff): Promise<Terms> {
  const workspace = await findWorkspace(iso.id)
  const own = await Agreements.find({ dingtalkUserId })
    .select({ text: 1, version: 1 })
    .lean<StoredAgreement[]>()
  const { marks, dueAt } = marksOfIso(workspace)
  return {
    person: [...(terms?.person ?? []), ...own.map(({ text, version }) => markOf(text, version))],
    iso: marks,
    isoDueAt: dueAt,
    country: workspace.country,
  }
}

const none: Terms = { person: [], iso: [], isoDueAt: undefined, country: undefined }

/** Why a visit may not be sent in; nothing where it may. */
function whyNot(
  texts: readonly StoredText[],
  product: string,
  { person, iso, isoDueAt, country }: Terms,
  visit: Visit,
): 'policy_not_agreed' | 'iso_not_agreed' | undefined {
  const { agreed, until } = standingWith(texts, country, { marks: iso, dueAt: isoDueAt })
  const mayIso = agreed || (until !== undefined && visit.now < until) || isOfOlderApp(visit)
  if (!mayIso) return 'iso_not_agreed'
  if (!mayDeploy(texts, policyFor(product, country), person, visit)) return 'policy_not_agreed'
  return undefined
}

/**
 * What is known of the caller is enough for nearly all visits; only before one is refused, what is stored is read.
 * @param visit when it began, and whether the app asks for agreements
 * @throws Refusal `policy_not_agreed`, `iso_not_agreed`
 */
export async function mustHaveAgreed(
  product: string,
  visit: Pick<Visit, 'began' | 'asks'>,
  me: AssociatedStaff,
): Promise<void> {
  const sent = { ...visit, now: clock.now(), since: await askedSince() }
  if (!whyNot(await readTexts(), product, me.terms ?? none, sent)) return
  const reason = whyNot(await readTextsAgain(), product, await termsNow(me), sent)
  if (reason) refuse(reason, { about: { product } })
}
