/** Finds one of my visits by the name of the store, as one types. */
import { Search, X } from 'lucide-react'
import { plainText } from '../../parts/plain-text.ts'
import { useSettledText } from '../../parts/settled-text.ts'
import { useText } from '../../text/texts.tsx'
import styles from './search-line.module.css'

interface SearchLineProps {
  value: string
  onChange: (value: string) => void
}

export function SearchLine({ value, onChange }: SearchLineProps) {
  const { t } = useText()
  const [text, setText] = useSettledText(value, onChange)
  return (
    <div className={styles.line} role="search">
      <Search size={20} aria-hidden="true" />
      <input
        type="search"
        aria-label={t('results.search')}
        placeholder={t('results.search')}
        value={text}
        maxLength={80}
        autoComplete="off"
        enterKeyHint="search"
        onChange={({ target }) => setText(plainText(target.value))}
      />
      {text !== '' && (
        <button type="button" aria-label={t('results.search.clear')} onClick={() => setText('')}>
          <X size={20} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
