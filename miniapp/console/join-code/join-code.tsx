/** The ISO's QR code: as a poster to print and hang up, as a picture, and replaced (requirements A4). */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Copy, Download, Printer, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { isoJoinCode, replaceIsoJoinCode } from '../../../service/workspaces/contract/settings.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useCopy } from '../parts/copy.ts'
import { Page } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import { useMay } from '../session/me.ts'
import styles from './join-code.module.css'
import { Poster } from './poster.tsx'
import { pngOf, svgOf, takeAway } from './qr-picture.ts'
import { ReplaceCode } from './replace-code.tsx'

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
      {error && !data && <Failure error={error} retry={refetch} />}
      {!data && !error && (
        <div className={styles.waiting}>
          <Skeleton rows={1} shape="picture" />
        </div>
      )}
      {data && (
        <div className={styles.beside}>
          <Poster {...data} />
          <aside className={styles.aside}>
            <Picture url={data.url} name={data.isoName} />
            <Replacing replaced={data.replaced} />
          </aside>
        </div>
      )}
    </Page>
  )
}

function Picture({ url, name }: { url: string; name: string }) {
  const { t } = useText()
  const file = (ending: string) => t('joinCode.file', { iso: name }) + ending
  return (
    <section aria-labelledby="picture" className={styles.card}>
      <h2 id="picture" className={styles.heading}>
        {t('joinCode.picture')}
      </h2>
      <p className={styles.quiet}>{t('joinCode.pictureAbout')}</p>
      <div className={styles.buttons}>
        <Button
          icon={<Download size={16} />}
          onClick={() => void pngOf(url).then((picture) => takeAway(picture, file('.png')))}
        >
          PNG
        </Button>
        <Button icon={<Download size={16} />} onClick={() => takeAway(svgOf(url), file('.svg'))}>
          SVG
        </Button>
      </div>
    </section>
  )
}

function Replacing({ replaced }: { replaced: { at: string; by: string } | null }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const [asking, setAsking] = useState(false)
  const mayReplace = useMay(replaceIsoJoinCode)
  return (
    <section aria-labelledby="replacing" className={styles.card}>
      <h2 id="replacing" className={styles.heading}>
        {t('joinCode.replaceHeading')}
      </h2>
      <p className={styles.quiet}>{t('joinCode.replaceAbout')}</p>
      <p className={styles.quiet}>
        {replaced
          ? t('joinCode.lastReplaced', { at: dateTime(replaced.at), by: replaced.by })
          : t('joinCode.neverReplaced')}
      </p>
      {mayReplace && (
        <div className={styles.buttons}>
          <Button icon={<RefreshCw size={16} />} onClick={() => setAsking(true)}>
            {t('joinCode.replace')}
          </Button>
        </div>
      )}
      {asking && <ReplaceCode of={null} onClose={() => setAsking(false)} />}
    </section>
  )
}
