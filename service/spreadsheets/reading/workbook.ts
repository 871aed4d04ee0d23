/** Reads an XLSX workbook (ECMA-376): its sheets, and which one was open. */
import type { Archive } from './archive.ts'
import { readCells, readSharedStrings, type SheetContent } from './cells.ts'
import { walkXml } from './xml.ts'

export interface SheetInfo {
  name: string
  /** Hidden by its owner, or by a program. */
  hidden: boolean
  /** The one that was open when the workbook was saved. */
  active: boolean
}

/** The file has no workbook in it. */
export class NoWorkbook extends Error {}

const usualPath = 'xl/workbook.xml'

interface Relationship {
  type: string
  target: string
}

/** A path beside or below the part that names it. */
function resolve(from: string, target: string): string {
  const base = target.startsWith('/') ? '' : from.slice(0, from.lastIndexOf('/') + 1)
  const steps: string[] = []
  for (const step of `${base}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function relationshipsOf(archive: Archive, part: string): Map<string, Relationship> {
  const slash = part.lastIndexOf('/') + 1
  const bytes = archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const found = new Map<string, Relationship>()
  if (!bytes) return found
  walkXml(bytes, {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')]
      if (!id || !type || !target) return
      found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolve(part, target) })
    },
  })
  return found
}

/** An open workbook; a sheet is read when it is asked for. */
export class Workbook {
  readonly sheets: readonly SheetInfo[]
  readonly #read: (name: string) => SheetContent

  /** @throws NoWorkbook, BrokenArchive, BrokenXml */
  constructor(archive: Archive) {
    const main = [...relationshipsOf(archive, '').values()].find(
      ({ type }) => type === 'officeDocument',
    )
    const path = main && archive.has(main.target) ? main.target : usualPath
    const bytes = archive.read(path)
    if (!bytes || !path.endsWith('.xml')) throw new NoWorkbook()
    const relationships = relationshipsOf(archive, path)
    const listed: { name: string; state: string; id: string }[] = []
    let active = 0
    let views = 0
    walkXml(bytes, {
      open(name, attribute) {
        if (name === 'workbookView' && views++ === 0) active = Number(attribute('activeTab') ?? 0)
        if (name !== 'sheet') return
        const state = attribute('state') ?? 'visible'
        listed.push({ name: attribute('name') ?? '', state, id: attribute('id') ?? '' })
      },
    })
    const targets = new Map<string, string>()
    this.sheets = listed.flatMap(({ name, state, id }, at) => {
      const part = relationships.get(id)
      if (part?.type !== 'worksheet' || !archive.has(part.target)) return []
      targets.set(name, part.target)
      return { name, hidden: state !== 'visible', active: at === active }
    })
    if (!this.sheets.length) throw new NoWorkbook()
    let shared: string[] | undefined
    const strings = [...relationships.values()].find(({ type }) => type === 'sharedStrings')
    this.#read = (name) => {
      const part = archive.read(targets.get(name) ?? '')
      if (!part) throw new NoWorkbook()
      shared ??= readSharedStrings(strings && archive.read(strings.target))
      return readCells(part, shared)
    }
  }

  /** @throws BrokenArchive, BrokenXml */
  read(name: string): SheetContent {
    return this.#read(name)
  }
}
