/** What a person agreed to on this phone, until the service has it: a policy can be read and agreed to without network. */
import {
  agreeToPolicy,
  myAgreements,
  type OwnPolicy,
} from '../../../service/agreements/contract/own.ts'
import type { Language } from '../../../service/texts/contract.ts'
import { answers } from '../../api/answers.ts'
import { takeAnswer } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { kept, type Kept } from '../../drafts/kept.ts'
import { readPhone } from '../../drafts/memory.ts'
import { savedAfter } from '../../drafts/saved-after.ts'
import type { Entry } from '../../drafts/shapes.ts'

/** Its id is also the id of the agreement. */
export interface Agreement extends Entry {
  text: string
  version: number
  product: string
  /** Of the product, as the person read it. */
  productName: string
  language: Language
}

export const agreementsKept: Kept<Agreement> = kept({
  kind: 'agreements',
  since: 3,
  storeNameOf: ({ productName }) => productName,
  partsOf: () => [],
  toSend: ({ text, version, language, savedAt }) => ({
    ...{ text, version, language },
    agreedAt: savedAt,
  }),
  send: async ({ id: agreementId, owner }, body) => {
    const answer = await call(agreeToPolicy, { params: { agreementId }, body, owner })
    takeAnswer(answers, myAgreements, {}, answer)
  },
  changes: [],
  outbox: {
    about: (_, t) => t('policy.title'),
    change: async ({ id, product }) => {
      // the policy may be another one by now: it is read again
      await agreementsKept.forget(id)
      await answers.invalidateQueries({ queryKey: [myAgreements.name] })
      return policyAddress(product)
    },
    removed: 'policy.removed',
    removedUnsure: 'policy.removed',
  },
})

/** Where the policy of a product is read and agreed to. */
export const policyAddress = (product: string) => `/work/policy/${product}`

/** Notes that the person agrees, and lets the queue send it before the visits. */
export async function agree(
  { text, version, product }: Pick<OwnPolicy, 'text' | 'version' | 'product'>,
  read: { productName: string; language: Language },
): Promise<void> {
  const id = newId()
  const { owner } = readPhone()
  const savedAt = savedAfter()
  await agreementsKept.put({ id, owner, savedAt, sending: null, text, version, product, ...read })
  await agreementsKept.submit(id)
}
