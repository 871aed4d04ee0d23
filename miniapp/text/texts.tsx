/** Gives every screen its words: `const { t } = useText()`, then `t('work.title')`. */
import { setupI18n, type I18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useTransition,
  type ReactNode,
} from 'react'
import type { Language } from '../../service/texts/contract.ts'
import { loadTexts, type Part, type TextKey } from './catalogues.ts'
import { firstLanguage, rememberLanguage } from './language.ts'

export type Translate = (key: TextKey, values?: Record<string, unknown>) => string

interface Words {
  t: Translate
  language: Language
  /** Switches at once and remembers the choice on this device. */
  setLanguage: (language: Language) => void
}

const WordsContext = createContext<Words | undefined>(undefined)

const loaded = new Map<string, Promise<I18n>>()

/** A catalogue is fetched once; when that fails, the next attempt fetches it again. */
function i18nOf(language: Language, part: Part): Promise<I18n> {
  const key = `${language}/${part}`
  const known = loaded.get(key)
  if (known) return known
  const loading = loadTexts(language, part).then((messages) => {
    const i18n = setupI18n()
    i18n.setMessagesCompiler(compileMessage)
    i18n.loadAndActivate({ locale: language, messages })
    return i18n
  })
  loaded.set(key, loading)
  loading.catch(() => loaded.delete(key))
  return loading
}

/** Loads the texts of one part of the mini-app (suspends meanwhile) for everything inside it. */
export function Texts({ part, children }: { part: Part; children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const [, startTransition] = useTransition()
  const i18n = use(i18nOf(language, part))
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const choose = useCallback((chosen: Language) => {
    rememberLanguage(chosen)
    // the old words stay until the new ones are there
    startTransition(() => setLanguage(chosen))
  }, [])
  const words = useMemo<Words>(
    () => ({ t: (key, values) => i18n._(key, values), language, setLanguage: choose }),
    [i18n, language, choose],
  )
  return <WordsContext value={words}>{children}</WordsContext>
}

export function useText(): Words {
  const words = use(WordsContext)
  if (!words) throw new Error('useText needs <Texts> around it')
  return words
}
