/** The shape of the catalogue of refusals: every code of the service has its words. */
import type { ProblemCode } from '../../service/problems/contract.ts'

export type ProblemWording = Record<ProblemCode, { title: string; remedy: string }>
