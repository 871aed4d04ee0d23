/** The first page of the console: e-mail, password, and nothing else to think about. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { languages, type Language } from '../../../service/accounts/contract.ts'
import { setOperatorLanguage } from '../../../service/workspaces/contract.ts'
import { tell } from '../../api/ask.ts'
import { languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import { Mark } from '../parts/mark.tsx'
import { useTitle } from '../parts/page.tsx'
import { SignInForm } from './sign-in-form.tsx'
import styles from './session.module.css'

export function SignInPage({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { t, language, setLanguage } = useText()
  const [chosen, setChosen] = useState<Language>()
  const keep = useMutation(tell(setOperatorLanguage))
  useTitle(t('signIn.title'))
  const signedIn = () => {
    // the choice made here is the newest one; without it, or if it fails, the account keeps its own
    if (chosen) keep.mutate({ body: { language: chosen } }, { onSettled: () => void onSignedIn() })
    else void onSignedIn()
  }
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Mark />
        <h1 className={styles.title}>{t('signIn.title')}</h1>
        <p className={styles.why}>{t('signIn.about')}</p>
        <SignInForm onSignedIn={signedIn} />
      </div>
      <div className={styles.languages} role="group" aria-label={t('language.title')}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === language}
            onClick={() => {
              setChosen(one)
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
