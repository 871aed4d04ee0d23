/** Searching as one types. */
import { Input } from 'antd'
import { Search } from 'lucide-react'
import { useSettledText } from '../../parts/settled-text.ts'

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
      onChange={(event) => setText(event.target.value)}
      style={{ maxWidth: 320 }}
    />
  )
}
