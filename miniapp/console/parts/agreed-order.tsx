/** The order of work of an ISO: the coordinator it was agreed with, the operator who recorded it, and the time. */
import type { IsoDetails } from '../../../service/workspaces/contract/isos.ts'
import { useText } from '../../text/texts.tsx'
import styles from './panel.module.css'
import { When } from './when.tsx'

export function AgreedOrder({ order }: { order: IsoDetails['order'] }) {
  const { t } = useText()
  if (!order) return t('isos.notSet')
  const { value, agreedWith, by, at } = order
  return (
    <>
      {t(`isos.order.${value}`)}
      <p className={styles.quiet}>
        {t('isos.agreed', { agreedWith, by })} · <When at={at} />
      </p>
    </>
  )
}
