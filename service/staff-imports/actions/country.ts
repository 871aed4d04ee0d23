/** The country that a file's numbers have where they name none. */
import { isSupportedCountry } from 'libphonenumber-js/min'
import { refuse } from '../../errors.ts'

/** @throws Refusal `bad_input` for a country that there is not; an empty one is none at all */
export function mustBeCountry(country: string): void {
  if (country && !isSupportedCountry(country)) refuse('bad_input', { field: 'country' })
}
