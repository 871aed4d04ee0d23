/** A point in time in words, with the exact time on hover. */
import { useFormats } from '../../text/format.ts'
import { useNow } from './browser.ts'

export function When({ at }: { at: string }) {
  const { since, dateTime } = useFormats()
  const now = useNow()
  return (
    <time dateTime={at} title={dateTime(at)}>
      {since(at, now)}
    </time>
  )
}
