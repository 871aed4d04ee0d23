/** The service agreement that the ISO has not agreed to yet: until when its staff may go on, and where it is read. */
import { useQuery } from '@tanstack/react-query'
import { ChevronRight, FileCheck } from 'lucide-react'
import { Link } from 'wouter'
import {
  serviceAgreement,
  type ServiceAgreement,
} from '../../../service/agreements/contract/iso.ts'
import { ask } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import styles from './dashboard.module.css'

/** The service agreement that the ISO has not agreed to yet; undefined when there is none. */
export function useOpenAgreement(): ServiceAgreement | undefined {
  const { data } = useQuery(ask(serviceAgreement))
  const agreement = data?.agreement
  return agreement && agreement.isOpen ? agreement : undefined
}

export function AgreementDoor({ agreement: { until } }: { agreement: ServiceAgreement }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <Link href={addresses.serviceAgreement} className={styles.door}>
      <FileCheck size={20} className={until ? styles.accent : styles.danger} aria-hidden />
      <span className={styles.grow}>
        <strong>{t('serviceAgreement.need')}</strong>
        <span className={styles.quiet}>
          {until
            ? t('serviceAgreement.until', { day: date(until) })
            : t('serviceAgreement.stopped')}
        </span>
      </span>
      <ChevronRight size={18} aria-hidden />
    </Link>
  )
}
