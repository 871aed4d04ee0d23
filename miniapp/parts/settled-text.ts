/** Text that counts once the person stops typing, and that follows what it stands for when that changes elsewhere. */
import { useEffect, useEffectEvent, useState } from 'react'

/** Milliseconds of quiet after the last letter. */
const pause = 250

/** @returns what stands in the field, and how to change it; `onSettle` hears of it without the spaces around */
export function useSettledText(value: string, onSettle: (value: string) => void) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    // changed from elsewhere: a filter taken off, the back button
    if (value !== text.trim()) setText(value)
  }
  const settle = useEffectEvent(() => {
    if (text.trim() !== value) onSettle(text.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => settle(), pause)
    return () => clearTimeout(timer)
  }, [text])
  return [text, setText] as const
}
