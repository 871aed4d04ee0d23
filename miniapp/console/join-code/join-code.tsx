/** The ISO's QR code as a poster to print and hang up (requirements A4). */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Copy, Printer } from 'lucide-react'
import { isoJoinCode } from '../../../service/workspaces/contract.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { useCopy } from '../parts/copy.ts'
import { Page } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import styles from './join-code.module.css'
import { Poster } from './poster.tsx'

export function JoinCode() {
  const { t } = useText()
  const copy = useCopy()
  const { data, error, refetch } = useQuery(ask(isoJoinCode))
  return (
    <Page
      title={t('joinCode.title')}
      about={t('joinCode.pageAbout')}
      actions={
        data && (
          <>
            <Button
              icon={<Copy size={16} />}
              onClick={() => void copy(data.url, t('joinCode.copied'))}
            >
              {t('joinCode.copy')}
            </Button>
            <Button type="primary" icon={<Printer size={16} />} onClick={() => print()}>
              {t('joinCode.print')}
            </Button>
          </>
        )
      }
    >
      {error && !data && <Trouble error={error} retry={refetch} />}
      {!data && !error && (
        <div className={styles.waiting}>
          <Skeleton rows={1} shape="picture" />
        </div>
      )}
      {data && <Poster {...data} />}
    </Page>
  )
}
