/** How files are cut: none is long, and none stands beside a folder of its name. */
import type { Rule } from '../project.ts'

/** Lines of a file. */
const most = 300

/** Entry points that `package.json` names, and catalogues of texts, beside the folders of their parts. */
export const stillBeside = new Set([
  ...['start', 'test', 'bench/callback'].map((name) => `scripts/${name}.ts`),
  ...['en/console', 'en/workspace', 'zh-cn/console', 'zh-cn/workspace'].map(
    (name) => `miniapp/text/${name}.ts`,
  ),
])

const isLong = (text: string) => text.trimEnd().split('\n').length > most
const isOurs = (path: string) => /^(service|scripts|test)\//.test(path)

/** A file that outgrows its subject is cut into several. */
export const shortFiles: Rule = (project) =>
  [...project.values()].flatMap(({ path, text }) =>
    isOurs(path) && isLong(text) ? [`${path}: over ${most} lines`] : [],
  )

/** `actions.ts` that outgrows its file becomes the folder `actions/`: then there is no file of that name. */
export const fileOrFolder: Rule = (project) => {
  const folders = new Set([...project.keys()].flatMap(foldersOf))
  return [...project.keys()].flatMap((path) => {
    const name = path.replace(/\.tsx?$/, '')
    return folders.has(name) && !stillBeside.has(path)
      ? [`${path}: beside the folder ${name}/`]
      : []
  })
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
}

/** Exceptions that nothing needs any more are taken off the lists. */
export const idleSizes: Rule = (project) => [...stillBeside].filter((path) => !project.has(path))
