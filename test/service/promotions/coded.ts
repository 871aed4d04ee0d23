/** An ISO with Marketing Codes: two that are issued, two that hang in Singapore, two in Bangkok. */
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Members } from '../../../service/team/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { buildPromoter, givenCodes, submitted, type Promoter } from '../../setup/visit.ts'

export const codesPath = '/api/v1/workspace/marketing-codes'

export const inBangkok = {
  address: '45 Sukhumvit Soi 24, Bangkok 10110',
  place: { latitude: 13.7262, longitude: 100.5684, accuracy: 14 },
}

/** As a caller has seen it. */
export async function sinceOf(code: string): Promise<string> {
  const { at } = await MarketingCodes.findById(code).orFail().lean()
  return at.toISOString()
}

export async function retire(code: string, by: TestOperator, since?: string) {
  const body = { reason: 'lost', since: since ?? (await sinceOf(code)) }
  return by.client.post(`${codesPath}/${code}/retire`, body)
}

export class Coded {
  readonly mei: Promoter
  readonly admin: TestOperator
  /** Operators of the same ISO, of Bangkok and of two countries. */
  readonly thai: TestOperator
  readonly both: TestOperator
  readonly issued: string[]
  readonly singaporean: { id: string; codes: string[] }
  readonly ofBangkok: { id: string; codes: string[] }

  constructor(given: Awaited<ReturnType<typeof prepare>>) {
    this.mei = given.mei
    this.admin = given.mei.admin
    this.thai = given.thai
    this.both = given.both
    this.issued = given.issued
    this.singaporean = given.singaporean
    this.ofBangkok = given.ofBangkok
  }

  static async begin(url: string): Promise<Coded> {
    return new Coded(await prepare(url))
  }
}

export async function restricted(
  url: string,
  { workspace }: TestOperator,
  regions: string[],
): Promise<TestOperator> {
  const one = await buildOperator(url, { workspace })
  await Members.updateOne({ _id: one.member._id }, { $set: { access: { regions } } })
  return one
}

async function prepare(url: string) {
  const mei = await buildPromoter(url)
  const first = await submitted(mei)
  const second = await submitted(mei, { store: { ...first.content.store, ...inBangkok } })
  const codesOf = ({ id, content }: typeof first) => ({
    id,
    codes: content.spots.flatMap(({ codes }) => codes),
  })
  return {
    mei,
    thai: await restricted(url, mei.admin, ['TH-10']),
    both: await restricted(url, mei.admin, ['TH', 'SG']),
    issued: await givenCodes(mei.iso, 2),
    singaporean: codesOf(first),
    ofBangkok: codesOf(second),
  }
}
