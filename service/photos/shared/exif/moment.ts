/** Times and offsets as cameras and apps write them, in one form. */

const minutesOf = (hours: string, minutes: string) => Number(hours) * 60 + Number(minutes)

/** Minutes as EXIF writes an offset, such as `+05:30`. */
export function writtenOffset(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const all = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}:${two(all % 60)}`
}

/** An offset from UTC as `+08:00`: of `+08:00`, `+0800`, `+8`, `Z`, `UTC+8`. Null for anything else. */
export function offsetOf(text: string | null): string | null {
  if (!text) return null
  const bare = text.trim().replace(/^(?:utc|gmt)(?=.)/i, '')
  if (/^(?:z|utc|gmt)$/i.test(bare)) return '+00:00'
  const parts = /^\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?(?::?00)?$/.exec(bare)
  if (!parts) return null
  const [, sign, hours = '', minutes = '0'] = parts
  const size = minutesOf(hours, minutes)
  const offset = sign === '-' ? -size : size
  const isReal = Number(minutes) % 15 === 0 && Number(minutes) < 60
  return isReal && offset >= -12 * 60 && offset <= 14 * 60 ? writtenOffset(offset) : null
}

export interface Moment {
  /** `2026-11-22T09:30:00`, without a zone. */
  local: string
  /** Where the same text tells it. */
  offset: string | null
}

const written = new RegExp(
  [
    // 2026:11:22, with dashes, slashes or points, and spaces for leading zeros
    /^\s*(\d{4})[-:/.]\s*(\d{1,2})[-:/.]\s*(\d{1,2})/,
    /(?:T|\s+)/,
    /(\d{1,2})[:.]\s*(\d{1,2})(?:[:.]\s*(\d{1,2})(?:[.,]\d*)?)?/,
    /\s*([ap]\.?m\.?)?\s*(.*)$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
)

function hourOfDay(hour: string, half: string | undefined): number {
  // some phones count the hours of a day from 1 to 24, and call its first one 24
  if (!half) return hour === '24' ? 0 : Number(hour)
  return (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0)
}

/** `20261122 093000` with what is left out between its parts. */
const separated = (text: string) =>
  text.replace(/^\s*(\d{4})(\d\d)(\d\d)[T\s]\s*(\d\d):?(\d\d):?(\d\d)/i, '$1:$2:$3 $4:$5:$6')

/** Alipay+ was introduced at the end of 2020: before, none of its material stood anywhere. */
export const firstDay = '2021-01-01'

/** Whether it is a time, as ISO 8601 writes it, at which a photo can have been taken. */
export const mayBeTaken = (time: string): boolean => time >= firstDay

/** Null for what is no time, such as the zeros of a clock that was never set. */
export function momentOf(text: string | null): Moment | null {
  const parts = text && written.exec(separated(text))
  if (!parts) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '0', half, rest = ''] =
    parts
  const two = (number: string | number) => String(number).padStart(2, '0')
  // a leap second has no place in the times of computers
  const time = [hourOfDay(hour, half), minute, second === '60' ? 59 : second].map(two).join(':')
  const local = `${[year, two(month), two(day)].join('-')}T${time}`
  // libraries take the 0th of a month for the last of the one before
  const asUtc = new Date(`${local}Z`)
  const isTime = !Number.isNaN(asUtc.getTime()) && asUtc.toISOString().startsWith(local)
  return isTime ? { local, offset: offsetOf(rest || null) } : null
}
