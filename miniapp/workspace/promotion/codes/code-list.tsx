/** The codes of a spot, each with ✓ or its reason; what was refused last stands on top. */
import { Check, CircleAlert, Clock, X } from 'lucide-react'
import { useText } from '../../../text/texts.tsx'
import styles from './code-list.module.css'
import type { useCodes } from './use-codes.ts'

/** The heading above the codes of a spot. */
export const codesHeadingId = 'spot-codes'

const icons = { free: Check, mine: Check, taken: CircleAlert, unknown: CircleAlert } as const

export function CodeList({ codes }: { codes: ReturnType<typeof useCodes> }) {
  const { t } = useText()
  const { refused, verdicts } = codes
  return (
    <>
      <div role="alert">
        {refused && (
          <p className={styles.refused}>
            <CircleAlert size={20} aria-hidden="true" />
            <span>
              <strong>{refused.text}</strong>
              {t(`codes.refused.${refused.why}`)}
            </span>
          </p>
        )}
      </div>
      {codes.codes.length ? (
        <ul className={styles.list} aria-label={t('spot.codes')}>
          {codes.codes.map((code) => {
            const verdict = verdicts[code]
            const Icon = verdict ? icons[verdict] : Clock
            return (
              <li key={code} data-verdict={verdict ?? 'open'}>
                <Icon size={18} strokeWidth={2.5} aria-hidden="true" />
                <span className={styles.code}>
                  {code}
                  <span>{t(`codes.${verdict ?? 'open'}`)}</span>
                </span>
                <button
                  type="button"
                  aria-label={t('codes.remove', { code })}
                  onClick={() => void codes.remove(code)}
                >
                  <X size={18} aria-hidden="true" />
                </button>
              </li>
            )
          })}
        </ul>
      ) : (
        <p className={styles.none}>{t('codes.none')}</p>
      )}
    </>
  )
}
