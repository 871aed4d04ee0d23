/** Content whose Marketing Codes were written otherwise than they are printed. */
import { printedCodes } from '../../marketing-codes/actions/codes.ts'
import type { SubmissionContent } from '../contract/content.ts'
import { codesOf } from '../rules/content.ts'

/**
 * What was typed without signal, with its codes as they are printed.
 * @returns undefined when that changes nothing
 */
export async function withPrintedCodes(
  content: SubmissionContent,
  iso: string,
): Promise<SubmissionContent | undefined> {
  const printed = await printedCodes(codesOf(content), iso)
  if ([...printed].every(([written, code]) => written === code)) return undefined
  const spots = content.spots.map((spot) => ({
    ...spot,
    codes: spot.codes.map((code) => printed.get(code) ?? code),
  }))
  return { ...content, spots }
}
