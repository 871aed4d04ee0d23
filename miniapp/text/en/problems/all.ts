/** What each refusal says to the reader: what is wrong, and what to do. */
import type { ProblemWording } from '../../problem-wording.ts'
import { requestProblems } from './request.ts'
import { staffProblems } from './staff.ts'
import { workProblems } from './work.ts'
import { serviceProblems } from './service.ts'

export const problems: ProblemWording = {
  ...requestProblems,
  ...staffProblems,
  ...workProblems,
  ...serviceProblems,
}
