/** What stands in the middle of the pages before the console: the mark, what to do, and the language below. */
import { type ReactNode } from 'react'
import { languages, type Language } from '../../../service/texts/contract.ts'
import { languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import { Mark } from '../parts/mark.tsx'
import { useTitle } from '../parts/page.tsx'
import styles from './session.module.css'

interface SignInCardProps {
  title: string
  about?: string
  onLanguage?: (language: Language) => void
  children: ReactNode
}

export function SignInCard({ title, about, onLanguage, children }: SignInCardProps) {
  const { t, language, setLanguage } = useText()
  useTitle(title)
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Mark />
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.why}>{about}</p>
        {children}
      </div>
      <div className={styles.languages} role="group" aria-label={t('language.title')}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === language}
            onClick={() => {
              onLanguage?.(one)
              setLanguage(one)
            }}
          >
            {languageNames[one]}
          </button>
        ))}
      </div>
    </main>
  )
}
