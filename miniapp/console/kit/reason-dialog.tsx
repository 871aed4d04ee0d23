/** Asks for a reason in the person's own words before something is done, for another person reads it. */
import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { plainText } from '../../parts/plain-text.ts'
import { useTyped } from '../../parts/typed.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'

interface ReasonDialogProps {
  /** Under which what was typed is kept until it is sent or given up. */
  keptAs: string
  title: string
  /** What the button will do, in words. */
  action: string
  danger?: boolean
  label: string
  help: string
  /** What is said when there is none, or too little. */
  missing: string
  /** Characters; fewer explain nothing. */
  shortest?: number
  longest?: number
  isPending: boolean
  onSubmit: (reason: string, close: () => void) => void
  onClose: () => void
  /** What follows, above the field. */
  children?: ReactNode
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { keptAs, title, action, danger = false, label, help, missing, children } = props
  const { shortest = 1, longest = 500, isPending } = props
  const [typed, type, forget] = useTyped(keptAs, () => ({ words: '' }))
  const [isTried, setTried] = useState(false)
  const reason = typed.words.trim()
  const isShort = reason.length < shortest
  const close = () => {
    forget()
    props.onClose()
  }
  return (
    <Dialog
      title={title}
      action={action}
      danger={danger}
      busy={isPending}
      onClose={close}
      onSubmit={() => {
        setTried(true)
        if (!isShort) props.onSubmit(reason, close)
      }}
    >
      {children}
      <Field label={label} help={help} problem={isTried && isShort && missing}>
        {(field) => (
          <Input.TextArea
            {...field}
            autoFocus
            rows={3}
            maxLength={longest}
            value={typed.words}
            onChange={(event) => type({ words: plainText(event.target.value) })}
          />
        )}
      </Field>
    </Dialog>
  )
}
