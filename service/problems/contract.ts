/** The catalogue of everything that can be refused: a stable code, its HTTP status, and what to do about it. */
import { requestProblems } from './shared/request.ts'
import { serviceProblems } from './shared/service.ts'
import { staffProblems } from './shared/staff.ts'
import { workProblems } from './shared/work.ts'

const catalogue = {
  ...requestProblems,
  ...staffProblems,
  ...workProblems,
  ...serviceProblems,
}

export type ProblemCode = keyof typeof catalogue

export const problemCodes = Object.keys(catalogue) as ProblemCode[]

/** HTTP status, title and remedy of a code, in English; screens have their own wording by code. */
export function problem(code: ProblemCode): { status: number; title: string; remedy: string } {
  const [status, title, remedy] = catalogue[code]
  return { status, title, remedy }
}
