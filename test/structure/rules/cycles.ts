/** No file imports itself by way of others. */
import type { Project, Rule } from '../project.ts'

/** Each knot of files that reach each other, named once. Types count too: they tie files together as much. */
export const noCycles: Rule = (project) =>
  knots(project).map(
    (files) => `${files[0]}: in a cycle with ${files.slice(1).join(', ') || 'itself'}`,
  )

/** Strongly connected components of more than one file (Tarjan), and files that import themselves. */
function knots(project: Project): string[][] {
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []

  const visit = (path: string): void => {
    index.set(path, index.size)
    lowest.set(path, index.size - 1)
    stack.push(path)
    const targets = project.get(path)?.imports.flatMap(({ file }) => file ?? []) ?? []
    for (const target of targets) {
      if (!project.has(target)) continue
      if (!index.has(target)) visit(target)
      if (stack.includes(target)) {
        lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(target) ?? 0))
      }
    }
    if (lowest.get(path) !== index.get(path)) return
    const knot = stack.splice(stack.indexOf(path))
    if (knot.length > 1 || targets.includes(path)) found.push(knot.sort())
  }
  for (const path of project.keys()) if (!index.has(path)) visit(path)
  return found
}
