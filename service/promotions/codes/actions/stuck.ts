/** The submission in which a Marketing Code stands, and whether it is stuck there. */
import { findRow } from '../../../database/rows.ts'
import { besides } from '../../../http/scope.ts'
import type { StoredCode } from '../../../marketing-codes/model.ts'
import { stuckCodes } from '../../actions/free.ts'
import { Submissions, type StoredSubmission } from '../../model.ts'

interface Holding {
  submission: StoredSubmission
  /** Only the ISO can free it. */
  isStuck: boolean
}

export async function holdingOf(code: StoredCode): Promise<Holding | undefined> {
  if (!code.submission) return undefined
  const submission = await findRow(Submissions, { ...besides(code), _id: code.submission })
  if (!submission) return undefined
  const stuck = code.status === 'bound' ? await stuckCodes(submission) : []
  return { submission, isStuck: stuck.some(({ codes }) => codes.includes(code._id)) }
}
