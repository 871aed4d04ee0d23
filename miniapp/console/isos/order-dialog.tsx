/** Records the order of work that was agreed on with an ISO, and with which regional coordinator. */
import { Input } from 'antd'
import { findIso, setIsoOrder, type IsoDetails } from '../../../service/workspaces/contract/isos.ts'
import { isoOrders, type IsoOrder } from '../../../service/workspaces/contract/order.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Choices } from '../../parts/choices.tsx'
import { Field } from '../../parts/field.tsx'
import { plainText } from '../../parts/plain-text.ts'
import { formDialog } from '../kit/form-dialog.tsx'

interface Typed {
  order: IsoOrder | ''
  agreedWith: string
  /** When the order was recorded that stood there when the dialog was opened. */
  was: string | null
}

export const OrderDialog = formDialog(setIsoOrder, {
  first: ({ order }: IsoDetails): Typed => ({
    order: order?.value ?? '',
    agreedWith: '',
    was: order?.at ?? null,
  }),
  title: 'isos.orderTitle',
  action: 'isos.orderAction',
  values: ({ name }) => ({ name }),
  about: () => ['isos.orderAbout'],
  useMissing: ({ order, agreedWith }) => !order || !agreedWith.trim(),
  fields: ({ typed, type, missing, say }) => (
    <>
      <Field
        label={say('isos.order')}
        problem={missing && !typed.order && say('isos.orderMissing')}
      >
        {() => (
          <Choices
            label={say('isos.order')}
            quietLabel
            choices={isoOrders.map((value) => ({ value, label: say(`isos.order.${value}`) }))}
            value={typed.order}
            onChoose={(order) => type({ order })}
          />
        )}
      </Field>
      <Field
        label={say('isos.agreedWith')}
        help={say('isos.agreedWithHelp')}
        problem={missing && !typed.agreedWith.trim() && say('isos.agreedWithMissing')}
      >
        {(field) => (
          <Input
            {...field}
            maxLength={80}
            autoComplete="off"
            value={typed.agreedWith}
            onChange={({ target }) => type({ agreedWith: plainText(target.value) })}
          />
        )}
      </Field>
    </>
  ),
  record: findIso,
  send: ({ id }, { order, agreedWith, was }) => ({
    params: { workspaceId: id },
    // the button does nothing before one is chosen
    body: { order: order as IsoOrder, agreedWith, was },
  }),
  givesUp: (error) => codeOf(error) === 'wrong_state',
  done: 'isos.orderDone',
})
