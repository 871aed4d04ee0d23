/** Retires a Marketing Code: it says what follows, and asks why. */
import { retireReasons, type RetireReason } from '../../../service/marketing-codes/contract.ts'
import {
  countCodes,
  findCode,
  listCodes,
  retireCode,
  type Code,
} from '../../../service/promotions/codes/contract.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Choices } from '../../parts/choices.tsx'
import { Field } from '../../parts/field.tsx'
import { formDialog } from '../kit/form-dialog.tsx'

interface Typed {
  reason: RetireReason | ''
  /** When it came to the state in which it was when the dialog was opened. */
  since: string
}

export const RetireDialog = formDialog(retireCode, {
  first: ({ since }: Code): Typed => ({ reason: '', since }),
  title: 'marketingCodes.retireTitle',
  action: 'marketingCodes.retireAction',
  isDrastic: true,
  values: ({ id, at }) => ({ code: id, store: at?.store ?? '' }),
  about: ({ spot, at }) => [
    'marketingCodes.retireAbout',
    at && spot && 'marketingCodes.retireHangs',
  ],
  useMissing: ({ reason }) => !reason,
  fields: ({ typed, type, missing, say }) => (
    <Field
      label={say('marketingCodes.reason')}
      problem={missing && say('marketingCodes.reasonMissing')}
    >
      {() => (
        <Choices
          label={say('marketingCodes.reason')}
          quietLabel
          choices={retireReasons.map((value) => ({
            value,
            label: say(`marketingCodes.reason.${value}`),
          }))}
          value={typed.reason}
          onChoose={(reason) => type({ reason })}
        />
      )}
    </Field>
  ),
  record: findCode,
  renews: [listCodes, countCodes],
  send: ({ id }, { reason, since }) => ({
    params: { code: id },
    // nothing is sent before one is chosen
    body: { reason: reason as RetireReason, since },
  }),
  givesUp: (error) => codeOf(error) === 'wrong_state',
  done: 'marketingCodes.retired',
})
