/** A dialog that asks for a reason in the person's own words before something is done, for another person reads it. */
import { Input } from 'antd'
import type { FunctionComponent } from 'react'
import type { Endpoint } from '../../../service/http/contract.ts'
import type { Told } from '../../api/client.ts'
import { plainText } from '../../parts/plain-text.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { Field } from '../../parts/field.tsx'
import { formDialog, type FormDialogOptions, type FormDialogProps } from './form-dialog.tsx'

interface Typed {
  words: string
}

type Options<E extends Endpoint, Of> = Omit<
  FormDialogOptions<E, Of, Typed>,
  'send' | 'first' | 'fields' | 'useMissing'
>

interface ReasonDialogOptions<E extends Endpoint, Of> extends Options<E, Of> {
  label: TextKey
  help: TextKey
  /** Said when there is no reason, or too little of it. */
  missing: TextKey
  /** Characters; fewer explain nothing. */
  shortest?: number
  longest?: number
  send: (of: Of, reason: string) => Told<E>
}

export function reasonDialog<E extends Endpoint, Of>(
  endpoint: E,
  { label, help, missing, shortest = 1, longest = 500, send, ...rest }: ReasonDialogOptions<E, Of>,
): FunctionComponent<FormDialogProps<Of>> {
  return formDialog<E, Of, Typed>(endpoint, {
    ...rest,
    first: () => ({ words: '' }),
    useMissing: ({ words }) => words.trim().length < shortest,
    send: (of, { words }) => send(of, words.trim()),
    fields: ({ typed, type, say, missing: isMissing }) => (
      <Field label={say(label)} help={say(help)} problem={isMissing && say(missing)}>
        {(field) => (
          <Input.TextArea
            {...field}
            autoFocus
            rows={3}
            maxLength={longest}
            value={typed.words}
            onChange={({ target }) => type({ words: plainText(target.value) })}
          />
        )}
      </Field>
    ),
  })
}
