/** What all imports have in common: a spreadsheet → preview → work row by row → report. */
import * as z from 'zod/mini'

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

/** Of text files, as the WHATWG Encoding Standard names them. */
export const importEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'windows-874',
  'windows-1258',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-5',
  'macintosh',
  'x-mac-cyrillic',
  'koi8-r',
  'koi8-u',
  'ibm866',
] as const
export const importEncoding = z.enum(importEncodings)
export type ImportEncoding = z.output<typeof importEncoding>

const separatorSign = z.string().check(z.minLength(1), z.maxLength(1))

/** How a file is to be read where that was chosen; what is left out is found. */
export const readingChoiceWith = <E extends z.ZodMiniType>(encoding: E) => ({
  sheet: z.optional(sheetName),
  encoding: z.optional(encoding),
  separator: z.optional(separatorSign),
})

export interface ReadingChoice {
  sheet?: string | undefined
  encoding?: ImportEncoding | undefined
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
  encoding: ImportEncoding | null
  encodings: { encoding: ImportEncoding; samples: string[] }[]
  unsure: boolean
  separator: string | null
  separators: string[]
  columns: Record<string, string>
}
