/** A file that is no picture: said above the photos, with what to do. */
import { problemWithout } from '../../api/problem-error.ts'
import { Problem } from '../../parts/problem.tsx'

const notAPhoto = problemWithout('not_a_photo', 415)

export function PhotoRefused() {
  return <Problem error={notAPhoto} />
}
