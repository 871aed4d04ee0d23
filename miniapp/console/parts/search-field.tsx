/** Searching as one types: waits for a short pause, and follows the address bar. */
import { Input } from 'antd'
import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'

/** Milliseconds of quiet after the last letter. */
const pause = 250

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    // changed from elsewhere: a filter taken off, the back button
    if (value !== text.trim()) setText(value)
  }
  const settle = useEffectEvent(() => {
    if (text.trim() !== value) onChange(text.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => settle(), pause)
    return () => clearTimeout(timer)
  }, [text])
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
