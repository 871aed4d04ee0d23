/** What exported files are called. */
import { clock } from '../clock.ts'
import { config } from '../config.ts'
import { minutesIn } from './sheet.ts'

/** Such as `Harbour Partners staff 2026-11-22.csv`; the day is that of the business time zone. */
export function nameOfExport(isoName: string, what: string, format: 'csv' | 'xlsx'): string {
  const day = minutesIn(config().businessTimeZone)(clock.now()).slice(0, 10)
  // what no file system has in a name
  const iso = isoName.replace(/[\\/:*?"<>|\p{C}]+/gu, ' ').trim()
  return `${iso} ${what} ${day}.${format}`
}
