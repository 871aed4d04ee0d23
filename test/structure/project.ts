/** The project's source as the structure rules see it: files, what they import, and what they write. */
import { glob, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'

/** A node of the syntax tree, as far as the rules look at it. */
export interface Node {
  type: string
  [property: string]: unknown
}

export interface Import {
  /** As written. */
  specifier: string
  /** Path of the imported file from the root; nothing for a package. */
  file?: string
  /** Whether it vanishes with the types. */
  typeOnly: boolean
}

export interface SourceFile {
  /** From the root, with forward slashes. */
  path: string
  text: string
  imports: Import[]
  /** Every node, in no particular order. */
  nodes: Node[]
}

export type Project = ReadonlyMap<string, SourceFile>

/** A rule names each place where it does not hold, as `path: what is wrong`. */
export type Rule = (project: Project) => string[]

const root = join(import.meta.dirname, '../..')

/** All TypeScript of the project. */
export async function readProject(): Promise<Project> {
  const texts: Record<string, string> = {}
  for await (const path of glob(['{service,miniapp,scripts,test}/**/*.{ts,tsx}', '*.ts'], {
    cwd: root,
  })) {
    texts[path.replaceAll('\\', '/')] = await readFile(join(root, path), 'utf8')
  }
  return projectOf(texts)
}

/** A project of the given files, path to text. */
export function projectOf(texts: Record<string, string>): Project {
  return new Map(Object.entries(texts).map(([path, text]) => [path, parse(path, text)]))
}

function parse(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const nodes = [...walk(program as unknown as Node)]
  return { path, text, nodes, imports: nodes.flatMap((node) => importOf(path, node) ?? []) }
}

function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) yield* walk(child)
  }
}

export function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  )
}

/** Static, dynamic, re-exporting and `import('…')` of types. */
function importOf(path: string, node: Node): Import | undefined {
  const source = node['source']
  const kinds = [
    'ImportDeclaration',
    'ImportExpression',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'TSImportType',
  ]
  if (!kinds.includes(node.type) || !isNode(source)) return undefined
  if (typeof source['value'] !== 'string') return undefined
  const specifier = source['value']
  return {
    specifier,
    typeOnly: node.type === 'TSImportType' || isTypeOnly(node),
    ...(specifier.startsWith('.') && { file: posix.join(posix.dirname(path), specifier) }),
  }
}

/** `import type …`, or every name in the braces marked as a type. */
function isTypeOnly(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true
  const names = node['specifiers']
  if (!Array.isArray(names) || names.length === 0) return false
  return names.every(
    (name) => isNode(name) && (name['importKind'] === 'type' || name['exportKind'] === 'type'),
  )
}
