/** A file that is no picture: said above the photos, with what to do. */
import { problem } from '../../../service/problems/contract.ts'
import { problemWithout } from '../../api/problem-error.ts'
import type { PictureProblem } from '../../drafts/picture.ts'
import { Failure } from '../../parts/failure.tsx'

export function PhotoRefused({ code }: { code: PictureProblem }) {
  return <Failure shape="box" error={problemWithout(code, problem(code).status)} />
}
