/** One sheet that tells staff how to join, in English and Chinese whatever the console speaks. */
import { useText } from '../../text/texts.tsx'
import styles from './join-code.module.css'
import { QrCode } from './qr-code.tsx'

interface PosterProps {
  url: string
  isoName: string
  isoEmail: string
}

const steps = ['scan', 'fill', 'agree'] as const

export function Poster({ url, isoName, isoEmail }: PosterProps) {
  const { t } = useText()
  return (
    <article className={styles.poster} aria-label={t('joinCode.poster')}>
      <header>
        <p className={styles.iso}>{isoName}</p>
        <h2 lang="en">{t('poster.title.en')}</h2>
        <p lang="zh-CN" className={styles.second}>
          {t('poster.title.zh')}
        </p>
      </header>
      <QrCode text={url} label={t('joinCode.alt', { iso: isoName })} />
      <dl className={styles.email}>
        <dt>
          <span lang="en">{t('poster.email.en')}</span>
          <span lang="zh-CN"> · {t('poster.email.zh')}</span>
        </dt>
        <dd>{isoEmail}</dd>
      </dl>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step}>
            <span className={styles.stepNumber} aria-hidden>
              {index + 1}
            </span>
            <div>
              <p lang="en">{t(`poster.${step}.en`)}</p>
              <p lang="zh-CN" className={styles.second}>
                {t(`poster.${step}.zh`)}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </article>
  )
}
