/** Reads docs/glossary.md, and finds words in texts that it replaces by others. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A language that the glossary has columns for. */
export type GlossaryLanguage = 'en' | 'zh-CN'

interface Words {
  /** Words that are right, also where they contain one that is not. */
  right: string[]
  wrong: string[]
}

interface Exception {
  text: string
  word: string
}

export interface Glossary {
  words: Record<GlossaryLanguage, Words>
  exceptions: Exception[]
}

/** Rows of all tables whose head begins with this title. */
function rowsUnder(title: string, lines: string[]): string[][] {
  let inside = false
  return lines.flatMap((line) => {
    if (!line.startsWith('|')) {
      inside = false
      return []
    }
    const cells = line.split('|').slice(1, -1)
    const row = cells.map((cell) => cell.trim())
    if (row[0] === title) {
      inside = true
      return []
    }
    return inside && !/^-+$/.test(row[0] ?? '') ? [row] : []
  })
}

/** Words of a cell, without the notes in brackets and the marks of their source. */
const wordsOf = (cell = '') =>
  cell
    .split(';')
    .map((word) => word.replace(/\(.*\)|[ᵍᵒ]/g, '').trim())
    .filter(Boolean)

export async function readGlossary(): Promise<Glossary> {
  const path = join(import.meta.dirname, '../../docs/glossary.md')
  const lines = (await readFile(path, 'utf8')).split('\n')
  const rows = rowsUnder('English', lines)
  const column = (at: number) => rows.flatMap((row) => wordsOf(row[at]))
  return {
    words: {
      en: { right: column(0), wrong: column(3) },
      'zh-CN': { right: column(1), wrong: column(4) },
    },
    exceptions: rowsUnder('Text', lines).map(([text = '', word = '']) => ({ text, word })),
  }
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Latin words are found whole, in any case. */
function patternOf(words: string[]): RegExp {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const parts = longestFirst.map((word) =>
    /^\w.*\w$/.test(word) ? `\\b${escaped(word)}\\b` : escaped(word),
  )
  return new RegExp(parts.join('|'), 'gi')
}

/** Searches texts of a language: `search('See the e-mail')` is `['e-mail']`. */
export function wrongWordsIn({ right, wrong }: Words): (text: string) => string[] {
  const [isRight, isWrong] = [patternOf(right), patternOf(wrong)]
  return (text) => {
    // names of values are no words
    const said = text.replace(/\{\w+/g, '{').replace(isRight, '·')
    return [...new Set(said.match(isWrong)?.map((word) => word.toLowerCase()))]
  }
}
