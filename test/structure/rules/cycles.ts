/** No file imports itself by way of others, and folders are in an order too. */
import type { Project, Rule } from '../project.ts'

/** What imports what, by path. */
type Imports = ReadonlyMap<string, readonly string[]>

/** Each knot of files that reach each other, named once. Types count too: they tie files together as much. */
export const noCycles: Rule = (project) => knots(importsOf(project)).map(wordsOf)

/**
 * The same of what lies side by side in a folder, each folder taken as one: two folders that use each other are one
 * thing in two places. A file that joins its siblings, as `app.ts` does, is used by none of them.
 */
export const noFolderCycles: Rule = (project) => {
  const files = [...importsOf(project)].filter(([path]) => isOrdered(path))
  return [...siblingsByFolder(files).values()].flatMap((siblings) =>
    knots(siblings)
      .filter((knot) => knot.length > 1)
      .map(wordsOf),
  )
}

const isOrdered = (path: string) => /^(service|miniapp)\//.test(path)

const wordsOf = (knot: readonly string[]) =>
  `${knot[0]}: in a cycle with ${knot.slice(1).join(', ') || 'itself'}`

const importsOf = (project: Project): Imports =>
  new Map(
    [...project.values()].map(({ path, imports }) => [
      path,
      imports.flatMap(({ file }) => (file !== undefined && project.has(file) ? [file] : [])),
    ]),
  )

/** By folder: which of its files and folders import which other of them. */
function siblingsByFolder(
  files: Iterable<[string, readonly string[]]>,
): Map<string, Map<string, string[]>> {
  const folders = new Map<string, Map<string, string[]>>()
  for (const [path, targets] of files) {
    for (const target of targets) {
      const from = path.split('/')
      const to = target.split('/')
      const apart = from.findIndex((part, index) => part !== to[index])
      // programs are apart by other rules
      if (apart < 1) continue
      const folder = from.slice(0, apart).join('/')
      const siblings = folders.get(folder) ?? new Map<string, string[]>()
      folders.set(folder, siblings)
      const [one, other] = [from, to].map((parts) => parts.slice(0, apart + 1).join('/'))
      siblings.set(one!, [...(siblings.get(one!) ?? []), other!])
    }
  }
  return folders
}

/** Strongly connected components of more than one member (Tarjan), and members that import themselves. */
function knots(imports: Imports): string[][] {
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []

  const visit = (path: string): void => {
    index.set(path, index.size)
    lowest.set(path, index.size - 1)
    stack.push(path)
    const targets = imports.get(path) ?? []
    for (const target of targets) {
      if (!index.has(target)) visit(target)
      if (stack.includes(target)) {
        lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(target) ?? 0))
      }
    }
    if (lowest.get(path) !== index.get(path)) return
    const knot = stack.splice(stack.indexOf(path))
    if (knot.length > 1 || targets.includes(path)) found.push(knot.sort())
  }
  for (const path of imports.keys()) if (!index.has(path)) visit(path)
  return found
}
