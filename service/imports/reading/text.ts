/** Reads the rows of a text: which encoding, and what stands between its cells. */
import { firstRows, readDelimited, withOneLineEnd } from '../../spreadsheets/reading/delimited.ts'
import { readingsOf, type Reading } from '../../spreadsheets/reading/encodings.ts'
import type { ReadingChoice } from '../contract.ts'
import { answerOf, noReading, refusedFor, type SheetAnswer } from './answer.ts'
import { textOf, type Columns } from './columns.ts'
import { faultOfText } from './garbled.ts'
import { splitsOf, whyNone, type Split } from './splits.ts'

/** Lines of a text that are read: many times the rows of a file, and still little memory. */
const maxLines = 200_000

interface TextReading extends Reading {
  splits: Split[]
}

/** A title of known words that are not ASCII proves the encoding, when no other one has it. */
function proven(readings: readonly TextReading[]): TextReading | undefined {
  const found = readings.filter(({ splits }) => splits.some(({ header }) => header.beyondAscii))
  const titles = new Set(found.map(({ splits }) => JSON.stringify(splits[0]?.header.titles)))
  return found.length === 1 && titles.size === 1 ? found[0] : undefined
}

/** Texts that are shown of each encoding, so that a person can see which one is right. */
const mostSamples = 3
const longestSample = 60

/** Lines one by one: the first few of a long text are enough. */
function* linesBelow(text: string, above: number): Generator<string> {
  let from = 0
  for (let line = 0; from <= text.length; line++) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    if (line >= above) yield text.slice(from, to)
    from = to + 1
  }
}

function samplesOf(text: string, split: Split | undefined, columns: Columns): string[] {
  const samples: string[] = []
  const sample = (found: string) => samples.push(textOf(found).slice(0, longestSample))
  for (const line of linesBelow(text, split ? split.header.at + 1 : 0)) {
    if (samples.length >= mostSamples) break
    if (!/[^\p{ASCII}]/u.test(line)) continue
    const [cells = []] = split ? firstRows(line, split.separator, 1) : []
    sample((split && columns.sampleOf(cells, split.header)) || line)
  }
  return samples
}

export function readText(bytes: Uint8Array, choice: ReadingChoice, columns: Columns): SheetAnswer {
  const found = readingsOf(bytes)
  if (!found) return { refused: 'not_a_spreadsheet' }
  const readings = found.all.map(({ encoding, text }) => {
    const lines = withOneLineEnd(text)
    return { encoding, text: lines, splits: splitsOf(lines, columns) }
  })
  const sure = found.certain ? readings[0] : proven(readings)
  const chosen =
    choice.encoding === undefined
      ? (sure ?? readings.find(({ splits }) => splits.length > 0))
      : readings.find(({ encoding }) => encoding === choice.encoding)
  if (choice.encoding !== undefined && !chosen) return { refused: 'bad_input', field: 'encoding' }
  const { separator } = choice
  const split =
    separator === undefined
      ? chosen?.splits[0]
      : chosen?.splits.find((one) => one.separator === separator)
  if (!chosen || !split) {
    const why = whyNone((chosen ?? readings[0])?.text ?? '', columns)
    if ('twice' in why) return refusedFor(why)
    const { lines: pasted } = columns
    if (pasted && choice.pasted && separator === undefined) {
      const [reading = readings[0]] = chosen ? [chosen] : readings
      const isUnsure = !sure && choice.encoding === undefined
      const rowsOfLines = (reading ? pasted.read(reading.text) : []).map((row) => {
        const fault = row.fault ?? faultOfText(pasted.textOf(row), isUnsure)
        return { ...row, ...(fault && { fault }) }
      })
      const encodings = readings.map(({ encoding, text }) => ({
        encoding,
        samples: samplesOf(text, undefined, columns),
      }))
      const unsure = rowsOfLines.some(({ fault }) => fault === 'encoding_unsure')
      const encoding = reading?.encoding ?? null
      if (rowsOfLines.length)
        return answerOf(rowsOfLines, { ...noReading(columns), encoding, encodings, unsure })
    }
    if (separator !== undefined) return { refused: 'bad_input', field: 'separator' }
    return refusedFor(why)
  }
  const lines = linesOf(chosen.text)
  if (lines > maxLines) return { refused: 'too_many_rows', rows: lines }
  const unsure = !sure && choice.encoding === undefined
  const rows = columns.rowsBelow(readDelimited(chosen.text, split.separator), {
    header: split.header,
    narrow: true,
    unsure,
  })
  return answerOf(rows, {
    ...noReading(columns),
    encoding: chosen.encoding,
    encodings: readings.map(({ encoding, text, splits }) => ({
      encoding,
      samples: samplesOf(
        text,
        splits.find((one) => one.separator === split.separator),
        columns,
      ),
    })),
    unsure: rows.some(({ fault }) => fault === 'encoding_unsure'),
    separator: split.separator,
    separators: chosen.splits.map((one) => one.separator),
    columns: split.header.titles,
  })
}

function linesOf(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
