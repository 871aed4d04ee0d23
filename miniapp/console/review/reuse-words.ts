/** What is said of an earlier use of a picture, and where it can be looked at. */
import type { EarlierUse } from '../../../service/photos/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'

export const hrefOf = ({ kind, of }: EarlierUse) =>
  kind === 'submission' ? addresses.review(of) : addresses.inspection(of)

export function useReuseWords(): (use: EarlierUse) => string {
  const { t } = useText()
  const { dateTime } = useFormats()
  return ({ kind, item, sameVisit, storeName, iso, at }) => {
    if (sameVisit) return t(item === 'store' ? 'desk.reused.hereStore' : 'desk.reused.hereSpot')
    const facts = { store: storeName, iso: iso.name, at: dateTime(at) }
    return t(`desk.reused.${kind}`, facts)
  }
}
