/** The mark of the product: a pin on a shop's awning. */
import { useText } from '../../text/texts.tsx'
import styles from './mark.module.css'

export function Mark() {
  const { t } = useText()
  return (
    <span className={styles.mark}>
      <img src="/favicon.svg" alt="" width={28} height={28} />
      {t('app.name')}
    </span>
  )
}
