/** Why a phone number is not taken, or is worth a look, as answers of the service have it. */
import * as z from 'zod/mini'
import { named } from '../http/contract.ts'
import { phoneProblems, phoneWarnings } from './shared/problems.ts'

export const phoneProblem = named('PhoneProblem', z.enum(phoneProblems))
export const phoneWarning = named('PhoneWarning', z.enum(phoneWarnings))
