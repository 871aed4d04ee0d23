/** The spot where a Marketing Code hangs: its number in the store, its kind, and the note of its person. */
import type { Code } from '../../../service/promotions/codes/contract.ts'
import { useText } from '../../text/texts.tsx'
import panel from '../parts/panel.module.css'
import { useNames } from '../review/words.ts'

export function SpotOf({ spot: { number, kind, note } }: { spot: NonNullable<Code['spot']> }) {
  const { t } = useText()
  const names = useNames()
  return (
    <>
      {t('marketingCodes.spotNumber', { number, kind: names.spotKind(kind) })}
      {note && (
        <>
          <br />
          <span className={panel.quiet}>{note}</span>
        </>
      )}
    </>
  )
}
