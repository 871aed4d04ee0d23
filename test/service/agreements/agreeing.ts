/** What tests of agreements begin with: people and ISOs that have agreed to nothing, and visits that apps send in. */
import { randomUUIDv7 } from 'node:crypto'
import { forgetCallers } from '../../../service/http/authentication.ts'
import { agreeToPolicy } from '../../../service/agreements/contract/own.ts'
import { exampleSaying, standardTexts } from '../../../service/agreements/contract/text.ts'
import { AgreementTexts } from '../../../service/agreements/model.ts'
import { forgetTexts } from '../../../service/agreements/actions/texts.ts'
import { Migrations } from '../../../service/database/migrations.ts'
import { submit } from '../../../service/promotions/contract/own.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildContent, type Promoter } from '../../setup/visit.ts'

export const day = 86_400_000
export const { marketingCode, primaryPosm, serviceAgreement: standardAgreement } = standardTexts

/** The person has agreed to nothing, and the service knows it. */
export async function withoutAgreement(person: Promoter): Promise<Promoter> {
  await StaffMembers.updateOne({ _id: person.staff }, { $unset: { agreedTo: 1 } })
  forgetCallers(new Set([person.staff]))
  return person
}

/** The same of an ISO. */
export async function isoWithoutAgreement(iso: string): Promise<void> {
  await Workspaces.updateOne({ _id: iso }, { $unset: { agreedTo: 1 } })
  forgetCallers(new Set([iso]))
}

/** An id that a phone made at that time. */
export function idMadeAt(at: number): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${randomUUIDv7().slice(13)}`
}

/** A visit as an app of this release sends it in, or one of a release before. */
export async function visitOf(
  person: Promoter,
  { app = 'new', id = randomUUIDv7() }: { app?: 'new' | 'old'; id?: string } = {},
) {
  const query = app === 'new' ? ({ asksToAgree: 'yes' } as const) : {}
  return { params: { submissionId: id }, query, body: await buildContent(person) }
}

export const sendIn = async (person: Promoter, given?: Parameters<typeof visitOf>[1]) =>
  person.call(submit, await visitOf(person, given))

export const refusedVisit = async (person: Promoter, given?: Parameters<typeof visitOf>[1]) =>
  person.refused(submit, await visitOf(person, given))

export const agreementOf = (text: string = marketingCode, version = 1) => ({
  text,
  version,
  language: 'en' as const,
  agreedAt: new Date().toISOString(),
})

export const agree = (person: Promoter, text = marketingCode, version = 1) =>
  person.call(agreeToPolicy, {
    params: { agreementId: randomUUIDv7() },
    body: agreementOf(text, version),
  })

/** The service began to ask so many milliseconds ago, and the versions of the release came in force then. */
export async function askedFor(milliseconds: number): Promise<void> {
  const at = new Date(Date.now() - milliseconds)
  await Migrations.updateOne({ _id: 84 }, { $set: { startedAt: at } })
  await AgreementTexts.updateMany({}, { $set: { 'versions.0.validFrom': at } })
  forgetTexts()
}

/** A version that is there already, such as one that came in force in the past. */
export async function putVersion(text: string, number: number, validFrom: Date): Promise<void> {
  const version = { number, validFrom, publishedAt: validFrom, by: null, ...exampleSaying }
  const change = { $set: { latest: number }, $push: { versions: version } }
  await AgreementTexts.updateOne({ _id: text }, change)
  forgetTexts()
}

/** A text for a country, whose first version is in force. */
export async function putText(kind: string, product: string, country: string): Promise<string> {
  const _id = randomUUIDv7()
  const at = new Date(Date.now() - 1_000)
  const version = { number: 1, validFrom: at, publishedAt: at, by: null, ...exampleSaying }
  await AgreementTexts.insertMany([{ _id, kind, product, country, latest: 1, versions: [version] }])
  forgetTexts()
  return _id
}
