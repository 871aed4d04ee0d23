/** Reads a phone number while it is typed, as the service reads it, but by the small numbering plans. */
import metadata from 'libphonenumber-js/min/metadata'
import { mayBeLandline } from '../../service/phone-numbers/shared/plans.ts'
import type { PhoneProblem, PhoneWarning } from '../../service/phone-numbers/shared/problems.ts'
import { readPhone, type Plan, type ReadPhone } from '../../service/phone-numbers/shared/read.ts'
import { codeOf, ProblemError } from '../api/problem-error.ts'
import { regionNames } from '../text/region-names.ts'
import { useText } from '../text/texts.tsx'

/** Which numbers are mobile ones only the service knows. */
const plan: Plan = {
  metadata,
  judge: ({ country = '' }) => ({
    warnings: mayBeLandline(country) ? ['may_be_landline'] : [],
  }),
  isCertain: () => false,
  hasHomeLength: () => false,
}

/** @param country for numbers that name none */
export function readTypedPhone(text: string, country: string): ReadPhone {
  return readPhone(text, { country, from: 'typed' }, plan)
}

/** What is wrong with a number, or worth a look, and what to do about it. */
export function usePhoneWords(): (problem: PhoneProblem | PhoneWarning, country: string) => string {
  const { t, language } = useText()
  return (problem, country) => {
    // of no country in particular: `of('')` throws
    return t(`phone.${problem}`, { country: country && regionNames(language)(country) })
  }
}

/** Why the service did not take a number. */
export function phoneProblemOf(error: unknown): PhoneProblem | undefined {
  if (codeOf(error) !== 'bad_phone_number' || !(error instanceof ProblemError)) return undefined
  const why = error.problem.about?.['why']
  return typeof why === 'string' ? (why as PhoneProblem) : undefined
}
