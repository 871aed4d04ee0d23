/** The way round a code that does not scan: typing it as it is printed. */
import { useState, type FormEvent } from 'react'
import { Button } from '../../../parts/button.tsx'
import { useText } from '../../../text/texts.tsx'
import styles from './type-code.module.css'
import type { useCodes } from './use-codes.ts'

export const typedCodeId = 'typed-code'

export function TypeCode({ codes }: { codes: ReturnType<typeof useCodes> }) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (!typed.trim() || adding) return
    setAdding(true)
    const added = await codes.add(typed)
    setAdding(false)
    if (added) setTyped('')
  }
  return (
    <form className={styles.form} onSubmit={(event) => void add(event)}>
      <label htmlFor={typedCodeId}>{t('codes.type')}</label>
      <div>
        <input
          id={typedCodeId}
          value={typed}
          maxLength={500}
          placeholder="APMC-4F7K-2Q9D"
          autoCapitalize="characters"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="done"
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" busy={adding} disabled={!typed.trim()}>
          {t('codes.add')}
        </Button>
      </div>
    </form>
  )
}
