/** Corrects the number of a person before they join, and invites again (requirements A8). */
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { correctPhone } from '../../../service/staff/contract/one.ts'
import { codeOf } from '../../api/problem-error.ts'
import { formDialog, type FieldsProps } from '../kit/form-dialog.tsx'
import { readablePhone } from '../parts/phone-number.ts'
import { aboutStaff } from '../staff-decisions/about-staff.ts'
import { PhoneField } from './phone-field.tsx'
import { usePhoneProblem } from './phone-problem.tsx'
import styles from './staff.module.css'
import { readTyped, rememberCountry, typedFrom, type TypedPhone } from './typed-phone.ts'

const isTooLate = (error: Error) => codeOf(error) === 'wrong_state'

export const CorrectPhone = formDialog(correctPhone, {
  ...aboutStaff,
  first: ({ phone }: StaffMember) => typedFrom(phone),
  title: 'staff.correctPhoneOf',
  action: 'staff.correctPhoneAction',
  values: ({ name }, _, now) => ({ name, phone: now && readablePhone(now.phone) }),
  useMissing: (typed) => !readTyped(typed).valid,
  fields: Fields,
  send: ({ id }, typed) => ({ params: { staffId: id }, body: { phone: readTyped(typed).toSend } }),
  useRefused: (member) => {
    const refused = aboutStaff.useRefused(member)
    // everything else is said at the field
    return async (error) => isTooLate(error) && (await refused(error))
  },
  givesUp: isTooLate,
  follows: (_, __, { country }) => rememberCountry(country),
  done: 'staff.phoneCorrected',
})

function Fields(props: FieldsProps<StaffMember, TypedPhone>) {
  const { typed, type, say, error, missing, close } = props
  const problem = usePhoneProblem(readTyped(typed), error, Boolean(missing), close)
  return (
    <>
      <p className={styles.quiet}>{say('staff.correctPhoneAbout')}</p>
      <PhoneField value={typed} problem={problem} onChange={type} />
    </>
  )
}
