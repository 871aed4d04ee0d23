/** Days of the business time zone where clocks are changed, on hosts in many time zones. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { testEnvironment } from '../../setup/environment.ts'

export interface Call {
  /** Of the business. */
  zone: string
  /** Time that the clock is arranged to. */
  now?: string
  ask:
    | 'startOfBusinessDay'
    | 'endOfBusinessDay'
    | 'startOfBusinessMonth'
    | 'businessTime'
    | 'businessDayIn'
    | 'dayBefore'
    | 'quietUntil'
  given?: string | number
}

/** A call, and what it returns whatever the time zone of the host. */
type Case = [Call, unknown]

const start = (zone: string, given: string, right: string): Case => [
  { zone, ask: 'startOfBusinessDay', given },
  right,
]
const end = (zone: string, given: string, right: string | null): Case => [
  { zone, ask: 'endOfBusinessDay', given },
  right,
]
const before = (zone: string, given: string, from: string, to: string): Case => [
  { zone, ask: 'dayBefore', given },
  { from, to },
]
const shows = (zone: string, given: string, day: string, hour: number): Case => [
  { zone, ask: 'businessTime', given },
  { day, hour },
]
const later = (zone: string, now: string, given: number, right: string): Case => [
  { zone, now, ask: 'businessDayIn', given },
  right,
]
const month = (zone: string, now: string, right: string): Case => [
  { zone, now, ask: 'startOfBusinessMonth' },
  right,
]
const quiet = (zone: string, now: string, given: string, right: string | null): Case => [
  { zone, now, ask: 'quietUntil', given },
  right,
]

const cases: Case[] = [
  // no change of clock
  start('Asia/Singapore', '2026-11-22T04:00:00Z', '2026-11-21T16:00:00.000Z'),
  end('Asia/Singapore', '2026-11-22', '2026-11-22T15:59:59.999Z'),
  start('Asia/Kolkata', '2026-11-22T10:00:00Z', '2026-11-21T18:30:00.000Z'),
  shows('Asia/Kathmandu', '2026-11-21T18:14:59Z', '2026-11-21', 23),
  shows('Asia/Kathmandu', '2026-11-21T18:15:00Z', '2026-11-22', 0),
  // on days on which the host, not the business, changes its clock
  start('Asia/Singapore', '2026-03-29T02:00:00Z', '2026-03-28T16:00:00.000Z'),
  start('Asia/Singapore', '2026-10-25T03:00:00Z', '2026-10-24T16:00:00.000Z'),
  end('Asia/Singapore', '2026-10-24', '2026-10-24T15:59:59.999Z'),
  end('Asia/Singapore', '2018-11-04', '2018-11-04T15:59:59.999Z'),
  end('America/New_York', '2026-03-29', '2026-03-30T03:59:59.999Z'),
  // put back at night
  start('Australia/Melbourne', '2026-04-04T14:10:00Z', '2026-04-04T13:00:00.000Z'),
  start('Australia/Melbourne', '2026-04-05T10:00:00Z', '2026-04-04T13:00:00.000Z'),
  end('Australia/Melbourne', '2026-04-04', '2026-04-04T12:59:59.999Z'),
  end('Australia/Melbourne', '2026-04-05', '2026-04-05T13:59:59.999Z'),
  before(
    'Australia/Melbourne',
    '2026-04-06',
    '2026-04-04T13:00:00.000Z',
    '2026-04-05T14:00:00.000Z',
  ),
  later('Australia/Melbourne', '2026-04-04T13:30:00Z', 1, '2026-04-06'),
  // put back by half an hour
  start('Australia/Lord_Howe', '2026-04-05T10:00:00Z', '2026-04-04T13:00:00.000Z'),
  end('Australia/Lord_Howe', '2026-04-05', '2026-04-05T13:29:59.999Z'),
  shows('Australia/Lord_Howe', '2026-04-05T13:29:59Z', '2026-04-05', 23),
  // put back from midnight into the day before
  start('America/Santiago', '2026-04-05T03:30:00Z', '2026-04-04T03:00:00.000Z'),
  start('America/Santiago', '2026-04-05T18:00:00Z', '2026-04-05T04:00:00.000Z'),
  end('America/Santiago', '2026-04-04', '2026-04-05T03:59:59.999Z'),
  // put back to midnight, which comes twice
  start('America/Havana', '2024-11-03T12:00:00Z', '2024-11-03T04:00:00.000Z'),
  before('America/Havana', '2024-11-04', '2024-11-03T04:00:00.000Z', '2024-11-04T05:00:00.000Z'),
  // put forward at midnight: the day begins at one o'clock
  start('America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00.000Z'),
  end('America/Sao_Paulo', '2018-11-03', '2018-11-04T02:59:59.999Z'),
  before('America/Sao_Paulo', '2018-11-05', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'),
  shows('America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04', 1),
  later('America/Sao_Paulo', '2018-11-03T15:00:00Z', 1, '2018-11-04'),
  start('Africa/Cairo', '2023-04-28T08:00:00Z', '2023-04-27T22:00:00.000Z'),
  end('Africa/Cairo', '2023-04-27', '2023-04-27T21:59:59.999Z'),
  start('Asia/Beirut', '2024-03-31T08:00:00Z', '2024-03-30T22:00:00.000Z'),
  end('Asia/Beirut', '2024-03-31', '2024-03-31T20:59:59.999Z'),
  before('Asia/Beirut', '2024-04-01', '2024-03-30T22:00:00.000Z', '2024-03-31T21:00:00.000Z'),
  month('America/Asuncion', '2023-10-15T12:00:00Z', '2023-10-01T04:00:00.000Z'),
  end('America/Asuncion', '2023-09-30', '2023-10-01T03:59:59.999Z'),
  // put forward and back elsewhere in the day
  before('Europe/Berlin', '2026-03-30', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'),
  before('Europe/Berlin', '2026-10-26', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'),
  month('Europe/Berlin', '2026-03-31T22:30:00Z', '2026-03-31T22:00:00.000Z'),
  month('Europe/Berlin', '2026-04-20T10:00:00Z', '2026-03-31T22:00:00.000Z'),
  end('America/St_Johns', '2026-03-08', '2026-03-09T02:29:59.999Z'),
  later('America/New_York', '2026-11-01T03:30:00Z', 7, '2026-11-07'),
  // a day that the calendar of a zone left out
  end('Pacific/Apia', '2011-12-30', null),
  before('Pacific/Apia', '2011-12-31', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'),
  later('Pacific/Apia', '2011-12-29T20:00:00Z', 1, '2011-12-31'),
  // in no calendar
  end('Asia/Singapore', '2026-02-29', null),
  end('Europe/Berlin', '2026-13-01', null),
  end('America/Sao_Paulo', '2026-00-10', null),
  // quiet hours over a change of clock end by the clock on the wall
  quiet('Europe/Berlin', '2026-03-28T22:00:00Z', '22:00-07:00', '2026-03-29T05:00:00.000Z'),
  quiet('Europe/Berlin', '2026-10-24T21:00:00Z', '22:00-07:00', '2026-10-25T06:00:00.000Z'),
  quiet('Europe/Berlin', '2026-03-28T23:30:00Z', '22:00-02:30', '2026-03-29T01:00:00.000Z'),
  quiet('Europe/Berlin', '2026-10-25T01:10:00Z', '22:00-02:30', '2026-10-25T01:30:00.000Z'),
  quiet('America/Sao_Paulo', '2018-11-04T01:00:00Z', '22:00-00:30', '2018-11-04T03:00:00.000Z'),
  quiet('Australia/Lord_Howe', '2026-04-04T12:00:00Z', '22:00-07:00', '2026-04-04T20:30:00.000Z'),
  quiet('Europe/Berlin', '2026-03-29T05:00:00Z', '22:00-07:00', null),
]

const hosts = [
  'UTC',
  'Asia/Singapore',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Asuncion',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
]

const program = join(import.meta.dirname, 'days-process.ts')

async function answersOn(host: string): Promise<unknown[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, JSON.stringify(cases.map(([call]) => call))],
    { env: { ...testEnvironment(), TZ: host } },
  )
  return JSON.parse(stdout) as unknown[]
}

describe('days of the business time zone', () => {
  test.each(hosts)('are the same on a host in %s', async (host) => {
    const answers = await answersOn(host)
    const told = cases.map(([call], index) => [call, answers[index]])
    expect(told).toEqual(cases)
  })
})
