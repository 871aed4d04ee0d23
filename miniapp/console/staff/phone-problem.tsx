/** What is wrong with a phone number, said at its field, with the way to mend it. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { codeOf, ProblemError } from '../../api/problem-error.ts'
import { phoneProblemOf, usePhoneWords } from '../../parts/read-phone.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Failure } from '../../parts/failure.tsx'
import { useExplain } from '../../text/explain.ts'
import { isSignedOut } from '../../api/problem-error.ts'
import type { readTyped } from './typed-phone.ts'

/**
 * The problem found here once the form was sent (`checked`), otherwise the one the service found.
 * `leave` closes the form when the person follows a link out of it.
 */
export function usePhoneProblem(
  read: ReturnType<typeof readTyped>,
  error: unknown,
  checked: boolean,
  leave: () => void,
): ReactNode {
  const { t } = useText()
  const words = usePhoneWords()
  const explain = useExplain()
  if (!error || isSignedOut(error)) {
    return checked && read.problem ? words(read.problem, read.country) : undefined
  }
  const why = phoneProblemOf(error)
  if (why) return words(why, read.country)
  const { title } = explain(error)
  if (codeOf(error) === 'already_staff' && error instanceof ProblemError) {
    const id = error.problem.about?.['staffId']
    return (
      <>
        {t('common.refusal', { title, remedy: '' })}{' '}
        <Link
          href={
            typeof id === 'string'
              ? addresses.staffMember(id)
              : addresses.staff(`search=${encodeURIComponent(read.toSend)}`)
          }
          onClick={leave}
        >
          {t('staff.openEntry')}
        </Link>
      </>
    )
  }
  if (codeOf(error) === 'same_id_other_content') return t('staff.addedBefore')
  return <Failure shape="line" error={error} />
}
