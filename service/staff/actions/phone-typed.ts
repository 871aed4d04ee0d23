/** A phone number as typed, for adding, requesting and correcting. */
import { refuse } from '../../errors.ts'
import { readPhone } from '../../phone-numbers/judge.ts'

/**
 * @returns E.164
 * @throws Refusal `bad_phone_number`, with why in `about.why`
 */
export function phoneTyped(text: string): string {
  const read = readPhone(text, { country: '', from: 'typed' })
  if ('phone' in read) return read.phone
  return refuse('bad_phone_number', { field: 'phone', about: { why: read.problem } })
}
