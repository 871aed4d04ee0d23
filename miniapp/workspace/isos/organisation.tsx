/** Upper left: the organisation I work in, and the ISO I work for; opens the list of my ISOs (requirements B2). */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { StaffMe } from '../../../service/staff/self/contract.ts'
import { useText } from '../../text/texts.tsx'
import { IsosSheet } from './isos-sheet.tsx'
import styles from './organisation.module.css'

/** Without an ISO it says so; the list then has past ones and those that want me. */
export function Organisation({ me }: { me: StaffMe }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const isoName = me.iso?.name ?? me.suspended?.isoName
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <span className={styles.names}>
          <span className={styles.name}>
            {me.organisation}
            <ChevronDown size={18} aria-hidden="true" />
          </span>
          <span className={styles.iso}>{isoName ?? t('myIsos.none')}</span>
        </span>
      </button>
      <IsosSheet me={me} open={open} close={() => setOpen(false)} />
    </>
  )
}
