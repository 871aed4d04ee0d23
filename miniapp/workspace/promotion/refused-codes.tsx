/** Marketing Codes that the service named in a refusal: noted at the visit, and listed in the outbox. */
import type { Problem } from '../../../service/http/contract.ts'
import { refusedCodes } from '../../../service/marketing-codes/contract.ts'
import { useText } from '../../text/texts.tsx'
import styles from './refused-codes.module.css'
import type { Visit } from './visit.ts'

/**
 * What is known of the codes after a refusal: those that the service named show it at their spot; where another person
 * was faster and it could not say with which, all of them are looked up again.
 */
export function noteCodes<Known extends Pick<Visit, 'codes'>>(
  visit: Known,
  { code: what, about }: Problem,
): Known {
  const named = refusedCodes.safeParse(about)
  if (!named.success) return visit
  if (what === 'code_taken' && !named.data.codes.length) return { ...visit, codes: {} }
  const refused = named.data.codes.map(({ code, verdict }) => [code, verdict])
  return { ...visit, codes: { ...visit.codes, ...Object.fromEntries(refused) } }
}

export const refusedCodesOf = ({ sending }: Visit) => (
  <RefusedCodes named={sending?.problem?.about} />
)

/** Which codes the refusal is about, and why each cannot be bound. */
function RefusedCodes({ named }: { named: Record<string, unknown> | undefined }) {
  const { t } = useText()
  const refused = refusedCodes.safeParse(named)
  if (!refused.success || !refused.data.codes.length) return null
  return (
    <ul className={styles.codes}>
      {refused.data.codes.map(({ code, verdict }) => (
        <li key={code}>
          <strong>{code}</strong>
          {(verdict === 'taken' || verdict === 'unknown') && <span>{t(`codes.${verdict}`)}</span>}
        </li>
      ))}
    </ul>
  )
}
