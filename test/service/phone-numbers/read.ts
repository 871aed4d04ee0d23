/** Reads a phone number as a cell of a file, or as it is typed. */
import { readPhone } from '../../../service/phone-numbers/judge.ts'

type Source = 'cell' | 'typed'

export const read = (text: string, country = '', from: Source = 'cell') => {
  const found = readPhone(text, { country, from })
  return 'phone' in found ? found.phone : found.problem
}
export const mei = '+6581237701'
