/** An empty list says how it gets filled; a filter that finds nothing offers to take it off. */
import { Button } from 'antd'
import { Link } from 'wouter'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import styles from './staff.module.css'

export function NoStaff({ filtered }: { filtered: boolean }) {
  const { t } = useText()
  return filtered ? (
    <StateMessage
      kind="missing"
      title={t('staff.noneFound')}
      words={t('staff.noneFoundHow')}
      action={<Link href={addresses.staff()}>{t('staff.showAll')}</Link>}
    />
  ) : (
    <StateMessage
      kind="empty"
      title={t('staff.empty')}
      words={t('staff.emptyHow')}
      action={
        <div className={styles.ways}>
          <Link href={addresses.staff('add=1')} asChild>
            <Button type="primary" href={addresses.staff('add=1')}>
              {t('staff.add')}
            </Button>
          </Link>
          <Link href={addresses.addMany} asChild>
            <Button href={addresses.addMany}>{t('imports.open')}</Button>
          </Link>
          <Link href={addresses.joinCode} asChild>
            <Button href={addresses.joinCode}>{t('joinCode.show')}</Button>
          </Link>
        </div>
      }
    />
  )
}
