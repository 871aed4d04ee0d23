/** Upper left: the organisation I work in, and the ISO I work for (requirements B2). */
import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Sheet } from '../../parts/sheet.tsx'
import { useText } from '../../text/texts.tsx'
import { useMe } from '../session/me-context.ts'
import styles from './organisation.module.css'

export function Organisation() {
  const { t } = useText()
  const { organisation, iso } = useMe()
  const [open, setOpen] = useState(false)
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
            {organisation}
            <ChevronDown size={18} aria-hidden="true" />
          </span>
          <span className={styles.iso}>{iso.name}</span>
        </span>
      </button>
      <Sheet title={t('organisation.title')} open={open} close={() => setOpen(false)}>
        <ul className={styles.list}>
          <li aria-current="true">
            <img src="/favicon.svg" alt="" width="40" height="40" />
            <span className={styles.names}>
              <span className={styles.name}>{organisation}</span>
              <span className={styles.iso}>{t('organisation.for', { isoName: iso.name })}</span>
            </span>
            <Check size={20} strokeWidth={2.5} aria-hidden="true" />
          </li>
        </ul>
        <p className={styles.note}>{t('organisation.only')}</p>
      </Sheet>
    </>
  )
}
