/** Searching as one types. */
import { Input } from 'antd'
import { Search } from 'lucide-react'
import { plainText } from '../../parts/plain-text.ts'
import { useSettledText } from '../../parts/settled-text.ts'
import styles from './search-field.module.css'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [text, setText] = useSettledText(value, onChange)
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<Search size={16} aria-hidden />}
      allowClear
      value={text}
      maxLength={80}
      onChange={(event) => setText(plainText(event.target.value))}
      className={styles.search}
    />
  )
}
