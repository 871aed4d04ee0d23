/** What a database has from the first start of this release on: the texts, and time for ISOs that deploy already. */
import { clock } from '../../clock.ts'
import { insertMissing } from '../../database/standard-rows.ts'
import { Events } from '../../outbox/model.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { AgreementTexts, type StoredText, type StoredVersion } from '../model.ts'
import { grace } from '../rules.ts'
import standard from '../standard.json' with { type: 'json' }
import { forgetTexts } from './texts.ts'

/** The texts of the release, each in its first version, which is in force at once. */
export function standardTextsAt(at: Date): StoredText[] {
  return standard.map(({ intro, rules, ...text }) => {
    const of = { validFrom: at, publishedAt: at, by: null }
    return {
      ...text,
      latest: 1,
      versions: [{ number: 1, intro, rules, ...of } as StoredVersion],
    } as StoredText
  })
}

export async function bringTexts(at: Date): Promise<void> {
  await insertMissing(AgreementTexts, standardTextsAt(at) as never)
  forgetTexts()
}

/** ISOs whose staff have sent in visits get time to agree, counted from now; set once. */
export async function giveTimeToIsos(): Promise<void> {
  const agreementDueAt = new Date(clock.time() + grace)
  const isos = { kind: 'iso', agreementDueAt: { $exists: false } } as const
  for (const { _id } of await Workspaces.find(isos).select({ _id: 1 }).lean()) {
    const deploys = await Events.exists({ tenant: _id, type: 'promotions.submitted' })
    if (deploys) await Workspaces.updateOne({ _id }, { $set: { agreementDueAt } })
  }
}
