/** What all imports have in common: a spreadsheet → preview → work row by row → report. */
import * as z from 'zod/mini'
import type { Encoding } from '../spreadsheets/shared.ts'

/** Most rows of one file. */
export const maxRows = 5_000
/** Largest file in bytes: 5,000 people are a quarter of a megabyte. */
export const largestFile = 5 * 1024 * 1024

/** `checked` is the preview: nothing has happened yet. */
export const importStatuses = ['checked', 'running', 'paused', 'finished', 'cancelled'] as const
export const importStatus = z.enum(importStatuses)
export type ImportStatus = z.output<typeof importStatus>

/** Data of the events of an import. */
export const importEventData = z.object({ status: importStatus })

/** Why a row is left out, whatever it is a row of; a kind of import adds its own. */
export const commonProblems = [
  'twice_in_file',
  /** The encoding of the file is not known for certain, and the row reads differently in another one. */
  'encoding_unsure',
  /** Quotation marks of the line do not match. */
  'line_broken',
  /** More cells than the header has: a separator inside a name, most likely. */
  'too_many_cells',
  'cell_too_long',
  /** Characters were lost or garbled before the file came here. */
  'text_unreadable',
  /** Hidden in the sheet, as by a filter. */
  'row_hidden',
  /** Its work failed through a fault of ours; the other rows go on. */
  'not_added',
] as const
export type CommonProblem = (typeof commonProblems)[number]

/** Name of a sheet; Excel allows 31 signs, other programs more. */
const sheetName = z.string().check(z.maxLength(255))

const separatorSign = z.string().check(z.minLength(1), z.maxLength(1))

/** How a file is to be read where that was chosen; what is left out is found. */
export const readingChoiceWith = <E extends z.ZodMiniType>(encoding: E) => ({
  sheet: z.optional(sheetName),
  encoding: z.optional(encoding),
  separator: z.optional(separatorSign),
})

export interface ReadingChoice {
  sheet?: string | undefined
  encoding?: Encoding | undefined
  separator?: string | undefined
  /** Pasted: lines without a header are rows too. */
  pasted?: boolean | undefined
}

/** How a file was read, and what could be chosen instead. */
export const fileReadingWith = <E extends z.ZodMiniType, C extends z.ZodMiniType>(
  encoding: E,
  columns: C,
) =>
  z.object({
    /** Of a workbook; null for text. */
    sheet: z.nullable(z.string()),
    /** Those that have all columns. */
    sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
    /** Of text; null for a workbook. */
    encoding: z.nullable(encoding),
    /** Encodings that the bytes may be in, the likeliest first, with some texts as they would be read. */
    encodings: z.array(z.object({ encoding, samples: z.array(z.string()) })),
    /** The encoding is a guess, and texts depend on it: it has to be chosen before the start. */
    unsure: z.boolean(),
    /** What stands between cells of text; null for a workbook. */
    separator: z.nullable(z.string()),
    /** Those that find the header. */
    separators: z.array(z.string()),
    /** Titles of the columns that are read; empty for pasted lines without a header. */
    columns,
  })

export interface FileReading {
  sheet: string | null
  sheets: { name: string; hidden: boolean }[]
  encoding: Encoding | null
  encodings: { encoding: Encoding; samples: string[] }[]
  unsure: boolean
  separator: string | null
  separators: string[]
  columns: Record<string, string>
}

/** What a file is refused for, whatever it is a list of. */
export const fileErrors = [
  'not_a_spreadsheet',
  'spreadsheet_too_large',
  'too_many_rows',
  'columns_missing',
  'two_tables',
  'no_rows',
  'too_many_requests',
] as const
