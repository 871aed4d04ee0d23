/** A person agrees to a deployment policy, an operator to the service agreement of their ISO: once for each version. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type AssociatedStaff, type Operator } from '../../http/callers.ts'
import { within } from '../../http/scope.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers } from '../../staff/model.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { agreementSigned, policyAgreed } from '../events.ts'
import { Agreements, type StoredAgreement, type StoredText } from '../model.ts'
import { inForce, markOf } from '../rules.ts'
import { readTexts, readTextsAgain } from './texts.ts'

/** Which version, and in which language it was read. */
interface Agreeing {
  text: string
  version: number
  language: string
}

/** Kept with a person or an ISO, so that a visit need not ask; all of them are in `agreements`. */
const keptMarks = -40

const addMark = (mark: string) => ({
  $push: { agreedTo: { $each: [mark], $slice: keptMarks } },
})

/** @throws Refusal `not_found` for a version that was not published */
async function mustBePublished(
  { text: id, version }: Agreeing,
  kind: StoredText['kind'],
): Promise<void> {
  const has = (texts: readonly StoredText[]) =>
    texts.some((one) => one._id === id && one.kind === kind && one.latest >= version)
  // another instance may have published it a moment ago
  if (!has(await readTexts()) && !has(await readTextsAgain())) refuse('not_found')
}

/** The id is that of another agreement. @throws Refusal `same_id_other_content` */
async function mustBeSame({ _id, ...one }: StoredAgreement): Promise<void> {
  const there = await Agreements.findById(_id).lean<StoredAgreement | null>()
  const fields = ['dingtalkUserId', 'text', 'version'] as const
  const isOther = there && fields.some((field) => there[field] !== one[field])
  if (isOther) refuse('same_id_other_content')
}

/**
 * Notes that a person has agreed. Sent again, from another phone or under another id, it stays the first.
 * @param id made by the phone
 * @throws Refusal `not_found`, `same_id_other_content`
 */
export async function agreeToPolicy(
  id: string,
  given: Agreeing & { agreedAt: string },
  me: AssociatedStaff,
): Promise<void> {
  await mustBePublished(given, 'deployment_policy')
  const { text, version, language } = given
  const now = clock.now()
  const agreement: StoredAgreement = {
    _id: id,
    iso: me.iso.id,
    text,
    version,
    staff: me.id,
    dingtalkUserId: me.dingtalkUserId,
    language,
    agreedAt: new Date(given.agreedAt),
    at: now,
  }
  try {
    await transaction(async () => {
      await Agreements.insertMany([agreement], { lean: true })
      const mine = { _id: me.id, ...within(me.scope) }
      await StaffMembers.updateOne(mine, addMark(markOf(text, version)))
      await record(policyAgreed, {
        tenant: me.iso.id,
        id: me.id,
        staff: me.id,
        by: actorOf(me),
        data: { agreement: id, text, version, language },
      })
    })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    await mustBeSame(agreement)
  }
}

/**
 * Agrees for the ISO; again, or after a colleague, it changes nothing.
 * @throws Refusal `not_found` where no agreement is in force, `newer_version` when another one is by now
 */
export async function agreeForIso(
  { text, version, language }: Agreeing,
  me: Operator,
): Promise<void> {
  const { id: iso } = me.workspace
  const { country } = await findWorkspace(iso)
  const wanted = { kind: 'service_agreement', product: '', country } as const
  const demanded = inForce(await readTextsAgain(), wanted, clock.now()) ?? refuse('not_found')
  if (demanded.text._id !== text || demanded.version.number !== version) refuse('newer_version')
  const now = clock.now()
  const agreement: StoredAgreement = {
    _id: randomUUIDv7(),
    ...{ iso, text, version, language },
    operator: { id: me.id, name: me.name },
    agreedAt: now,
    at: now,
  }
  try {
    await transaction(async () => {
      await Agreements.insertMany([agreement], { lean: true })
      await Workspaces.updateOne({ _id: iso }, addMark(markOf(text, version)))
      await record(agreementSigned, {
        tenant: iso,
        id: iso,
        by: actorOf(me),
        data: { agreement: agreement._id, text, version, language },
      })
    })
  } catch (error) {
    // a colleague was faster
    if (!isDuplicateKey(error)) throw error
  }
}
