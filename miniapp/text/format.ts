/** Dates, times, distances and lists as the reader's language writes them. */
import { useMemo } from 'react'
import { countedTo } from '../../service/database/shared.ts'
import { currencyNames, regionNames } from './region-names.ts'
import { useText } from './texts.tsx'

const minute = 60_000
const day = 24 * 60 * minute

/** Formats by the reader's language and time zone; times are given as ISO 8601 or milliseconds. */
export function formats(language: string) {
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const dayOnly = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  // a day is the same everywhere
  const calendarDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const timeOnly = new Intl.DateTimeFormat(language, { timeStyle: 'short' })
  const count = new Intl.NumberFormat(language)
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  return {
    dateTime: (at: string | number) => dateTime.format(new Date(at)),
    /** A day such as `2026-11-22`, whatever the reader's time zone. */
    day: (given: string) => calendarDay.format(new Date(`${given}T00:00:00Z`)),
    date: (at: string | number) => dayOnly.format(new Date(at)),
    time: (at: string | number) => timeOnly.format(new Date(at)),
    number: (value: number) => count.format(value),
    /** A count of the service, which ends at 10,000: `10,000+`. */
    counted: (value: number) =>
      value >= countedTo ? `${count.format(countedTo)}+` : count.format(value),
    /** `5 minutes ago`, `yesterday`, and the date itself after a week. */
    since: (at: string | number, now = Date.now()) => {
      const passed = new Date(at).getTime() - now
      if (passed > -minute) return ago.format(0, 'second')
      if (passed > -60 * minute) return ago.format(Math.round(passed / minute), 'minute')
      if (passed > -day) return ago.format(Math.round(passed / (60 * minute)), 'hour')
      if (passed > -7 * day) return ago.format(Math.round(passed / day), 'day')
      return dayOnly.format(new Date(at))
    },
    /** `Store, Spot 2, and Spot 3` */
    list: (words: string[]) => new Intl.ListFormat(language).format(words),
    /** `A1, A2, A3`: what is only counted up. */
    series: (words: string[]) => new Intl.ListFormat(language, { style: 'narrow' }).format(words),
    /** The name of a time zone (IANA), such as `Singapore Standard Time`. */
    zone: (timeZone: string) =>
      new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' })
        .formatToParts(new Date())
        .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
    /** By its ISO 3166-1 code. */
    country: (code: string) => regionNames(language)(code),
    /** `Singapore Dollar (SGD)` */
    currency: (code: string) => currencyNames(language)(code),
    /** A length in metres: `80 m`, `1.2 km`. */
    metres: (value: number) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit: value < 1000 ? 'meter' : 'kilometer',
        maximumFractionDigits: value < 1000 ? 0 : 1,
      }).format(value < 1000 ? value : value / 1000),
  }
}

export function useFormats() {
  const { language } = useText()
  return useMemo(() => formats(language), [language])
}
