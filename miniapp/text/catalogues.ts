/** Where the texts are: one catalogue a language, in parts, so that a page loads only its own. */
import type { Language } from '../../service/texts/contract.ts'
import type { ProblemCode } from '../../service/problems/contract.ts'
import type { common } from './en/common.ts'
import type { consoleTexts } from './en/console.ts'
import type { workspace } from './en/workspace.ts'
import type { ProblemWording } from './problem-wording.ts'

/** The parts that only one side of the mini-app needs. */
export type Part = 'workspace' | 'console'

export type TextKey =
  | keyof typeof common
  | keyof typeof workspace
  | keyof typeof consoleTexts
  | `problem.${ProblemCode}.${'title' | 'remedy'}`

type Messages = Record<string, string>

const parts = {
  en: {
    common: async () => (await import('./en/common.ts')).common,
    problems: async () => (await import('./en/problems/all.ts')).problems,
    workspace: async () => (await import('./en/workspace.ts')).workspace,
    console: async () => (await import('./en/console.ts')).consoleTexts,
  },
  'zh-CN': {
    common: async () => (await import('./zh-cn/common.ts')).common,
    problems: async () => (await import('./zh-cn/problems/all.ts')).problems,
    workspace: async () => (await import('./zh-cn/workspace.ts')).workspace,
    console: async () => (await import('./zh-cn/console.ts')).consoleTexts,
  },
} satisfies Record<
  Language,
  Record<Part | 'common', () => Promise<Messages>> & { problems: () => Promise<ProblemWording> }
>

/** Every text of a language that a part of the mini-app needs, by key. */
export async function loadTexts(language: Language, part: Part): Promise<Messages> {
  const found = parts[language]
  const [common, problems, own] = await Promise.all([
    found.common(),
    found.problems(),
    found[part](),
  ])
  const messages: Messages = { ...common, ...own }
  for (const [code, { title, remedy }] of Object.entries(problems)) {
    messages[`problem.${code}.title`] = title
    messages[`problem.${code}.remedy`] = remedy
  }
  return messages
}
