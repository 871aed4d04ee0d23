/** What is shown of texts and agreements beside what the texts themselves say. */
import { countUpTo } from '../../database/keyset-page.ts'
import { clock } from '../../clock.ts'
import type { AssociatedStaff, Operator } from '../../http/callers.ts'
import { abilities } from '../../http/policy.ts'
import { readCatalogue } from '../../products/actions.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { Agreements, type StoredAgreement, type StoredText } from '../model.ts'
import { isoAgreementPolicy, textPolicy } from '../policy.ts'
import { fromNowOn, versionAt } from '../rules.ts'
import type { Beside, ForPerson, IsoStanding } from '../view.ts'
import { marksOfIso, policyFor, standingWith, termsNow } from './standing.ts'
import { readTextsAgain } from './texts.ts'

/** What counts for a person now and later, what they have agreed to, and how their ISO stands. */
export async function standingOf(me: AssociatedStaff) {
  const texts = await readTextsAgain()
  const { products } = await readCatalogue()
  const { person, iso, isoDueAt, country } = await termsNow(me)
  const now = clock.now()
  const policies: ForPerson[] = products
    .filter(({ kind }) => kind === 'promotion')
    .flatMap(({ _id }) => fromNowOn(texts, policyFor(_id, country), now) as ForPerson[])
  return {
    policies,
    marks: person,
    iso: standingWith(texts, country, { marks: iso, dueAt: isoDueAt }),
  }
}

/** The agreement that counts for an operator's ISO; undefined where there is none. */
export async function isoStandingOf(me: Operator): Promise<IsoStanding | undefined> {
  const { id: iso } = me.workspace
  const workspace = await findWorkspace(iso)
  const texts = await readTextsAgain()
  const { demanded, agreed, until } = standingWith(texts, workspace.country, marksOfIso(workspace))
  if (!demanded) return undefined
  const signed = await Agreements.findOne({
    text: demanded.text._id,
    version: { $gte: demanded.version.number },
    iso,
    'operator.id': { $type: 'string' },
  })
    .sort({ version: 1 })
    .lean<StoredAgreement | null>()
  const shown = { verbs: ['agree'], when: () => !agreed } as const
  return {
    demanded,
    signed: signed ?? undefined,
    agreed,
    until,
    abilities: abilities(me, isoAgreementPolicy, { iso }, shown),
  }
}

/** What is shown beside texts: how many have agreed to each, and what the operator may do. */
export async function besideTexts(
  texts: readonly StoredText[],
  me: Operator,
): Promise<(text: StoredText) => Beside> {
  const { products } = await readCatalogue()
  const now = clock.now()
  const counts = await Promise.all(
    texts.map(async (text): Promise<[string, number]> => {
      const version = versionAt(text, now)?.number
      if (version === undefined) return [text._id, 0]
      return [text._id, await countUpTo(Agreements, { text: text._id, version })]
    }),
  )
  const agreed = new Map(counts)
  return (text) => ({
    products,
    now,
    agreed: agreed.get(text._id) ?? 0,
    abilities: abilities(me, textPolicy, text, { verbs: ['publish'], when: () => true }),
  })
}
