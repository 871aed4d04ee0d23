/** What callers see of texts and of their own agreements. */
import { viewRows } from '../http/damaged.ts'
import type { StoredProduct } from '../products/model.ts'
import type { ServiceAgreement } from './contract/iso.ts'
import type { OwnAgreements, OwnPolicy } from './contract/own.ts'
import type { AgreementText, TextRow } from './contract/platform.ts'
import type { ShownText } from './contract/text.ts'
import type { StoredAgreement, StoredText, StoredVersion } from './model.ts'
import { hasAgreed, versionAt, type InForce } from './rules.ts'

const iso = (at: Date | undefined) => at?.toISOString() ?? null

function viewShown({ text, version }: InForce<StoredVersion>): ShownText {
  const { number, validFrom, intro, rules } = version
  return { text: text._id, version: number, validFrom: validFrom.toISOString(), intro, rules }
}

/** A version that counts for a person from a moment on. */
export type ForPerson = InForce<StoredVersion> & { from: Date }

export function viewOwnPolicy(one: ForPerson, marks: readonly string[]): OwnPolicy {
  return {
    ...viewShown(one),
    product: one.text.product,
    from: one.from.toISOString(),
    agreed: hasAgreed(marks, one),
  }
}

export const viewIsoStanding = ({
  agreed,
  until,
}: {
  agreed: boolean
  until: Date | undefined
}): OwnAgreements['iso'] => ({ agreed, until: iso(until) })

/** How an ISO stands with a version. */
export interface IsoStanding {
  demanded: InForce<StoredVersion>
  signed: StoredAgreement | undefined
  agreed: boolean
  until: Date | undefined
  abilities: ServiceAgreement['abilities']
}

export function viewServiceAgreement(standing: IsoStanding): ServiceAgreement {
  const { demanded, signed, agreed, until, abilities } = standing
  return {
    ...viewShown(demanded),
    agreed: signed ? { at: signed.at.toISOString(), by: signed.operator?.name ?? '' } : null,
    isOpen: !agreed,
    until: iso(until),
    abilities,
  }
}

/** What is known beside a text. */
export interface Beside {
  products: readonly StoredProduct[]
  now: Date
  agreed: number
  abilities: TextRow['abilities']
}

export function viewText(text: StoredText, { products, now, agreed, abilities }: Beside): TextRow {
  const { _id: id, kind, country } = text
  const product = products.find(({ _id }) => _id === text.product)
  const current = versionAt(text, now)
  const next = text.versions.find(({ validFrom }) => validFrom > now)
  const numbered = (version: StoredVersion | undefined) =>
    version ? { number: version.number, validFrom: version.validFrom.toISOString() } : null
  return {
    id,
    kind,
    country,
    product: product ? { id: product._id, names: product.names } : null,
    inForce: numbered(current as StoredVersion | undefined),
    next: numbered(next),
    agreed,
    abilities,
  }
}

export function viewTextDetails(text: StoredText, beside: Beside): AgreementText {
  return {
    ...viewText(text, beside),
    versions: viewRows('agreementTexts.versions', text.versions.toReversed(), (version) => ({
      number: version.number,
      validFrom: version.validFrom.toISOString(),
      publishedAt: version.publishedAt.toISOString(),
      by: version.by?.name ?? null,
      intro: version.intro,
      rules: version.rules,
    })),
  }
}
