/** A value that is copied by pressing it. */
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { text } from '../text/all.ts'

async function copy(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    return false // Not allowed here: the value stands on the button to be read.
  }
}

export function CopyButton({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button
      type="button"
      className="copy"
      aria-label={text.copy(label, value)}
      onClick={() => void copy(value).then(setCopied)}
    >
      <span className="copy-value">{value}</span>
      {copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      <span className="unseen" role="status">
        {copied ? text.copied : ''}
      </span>
    </button>
  )
}
