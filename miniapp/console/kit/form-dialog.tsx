/** A dialog that is declared: what it is about, what is filled in, the endpoint that takes it, and what is said then. */
import { useEffect, useRef, useState, type FunctionComponent, type ReactNode } from 'react'
import type { AnswerOf, Endpoint } from '../../../service/http/contract.ts'
import type { Told } from '../../api/client.ts'
import { useTyped } from '../../parts/typed.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { Dialog } from '../parts/dialog.tsx'
import styles from '../parts/dialog.module.css'
import { useNotices } from '../parts/notices.ts'
import { Failure } from '../../parts/failure.tsx'
import { useAction } from './use-action.ts'
import { useWords, type Words } from './words.ts'

export interface FormDialogProps<Of> {
  /** The record that it is about. */
  of: Of
  onClose: () => void
}

/** What the fields of a dialog are given. */
export interface FieldsProps<Of, Typed, Answer = unknown> extends Words {
  of: Of
  typed: Typed
  type: (change: Partial<Typed>) => void
  /** A text with the values of the dialog. */
  say: (key: TextKey) => string
  /** What `useMissing` says, once the person has tried to send. */
  missing: string | boolean | undefined
  /** Why it was refused, where the fields show it. */
  refusal: ReactNode
  error: Error | null
  answer: Answer | undefined
  close: () => void
}

export interface FormDialogOptions<E extends Endpoint, Of, Typed extends object> {
  /** The fields as they are at first. */
  first?: (of: Of) => Typed
  /** Under which what is typed is kept until it is sent or given up; never for secrets. */
  keptAs?: (of: Of) => string
  title: TextKey
  /** What the button will do. */
  action: TextKey
  isDrastic?: boolean
  /** For fields that stand side by side. */
  isWide?: boolean
  /** Values for all of its texts; the answer is there once it came. */
  values?: (of: Of, typed: Typed, answer?: AnswerOf<E>) => Record<string, unknown>
  /** What follows, in paragraphs above the fields. */
  about?: (of: Of) => readonly (TextKey | null | false)[]
  /** The same as a list. */
  consequences?: readonly TextKey[]
  fields?: FunctionComponent<FieldsProps<Of, Typed, AnswerOf<E>>>
  /** Until then the button does nothing. */
  isReady?: (typed: Typed, of: Of) => boolean
  /** A hook: what is still missing. It is said when the person tries to send. */
  useMissing?: (typed: Typed, of: Of) => string | boolean | undefined
  send: (of: Of, typed: Typed) => Told<E>
  /** The endpoint that shows the record, and others whose answers may have changed, as for `useAction`. */
  record?: Endpoint
  renews?: readonly Endpoint[]
  isSecret?: boolean
  /** Said when it is done. */
  done?: TextKey
  /** Said instead where the answer is what another operator did before. */
  overtaken?: (answer: AnswerOf<E>, of: Of, typed: Typed) => TextKey | undefined
  /** Whether the dialog stays, to show the answer. */
  stays?: (answer: AnswerOf<E>) => boolean
  /** What else follows. `at` is when it was sent, by the clock of this device. */
  follows?: (answer: AnswerOf<E>, at: number, typed: Typed) => void
  /** The fields show why it was refused; otherwise a notice does. */
  showsRefusal?: boolean
  /** A hook: tells of a refusal in place of the notice. */
  useRefused?: (of: Of) => (error: Error) => unknown
  /** Whether a refusal closes it, as there is nothing to try again. */
  givesUp?: (error: Error) => boolean
  /** Fields that are emptied by a refusal. */
  afterRefusal?: Partial<Typed>
}

const useNotice = () => useNotices().refused
const useNothing = () => () => undefined
const useNothingMissing = () => undefined

/** @returns the dialog, which takes the record that it is about */
export function formDialog<E extends Endpoint, Of, Typed extends object = object>(
  endpoint: E,
  declared: FormDialogOptions<E, Of, Typed>,
): FunctionComponent<FormDialogProps<Of>> {
  const {
    title,
    action,
    isDrastic = false,
    isWide = false,
    consequences,
    fields: Fields,
  } = declared
  const {
    record,
    renews,
    isSecret = false,
    showsRefusal,
    useMissing = useNothingMissing,
  } = declared
  const { useRefused = showsRefusal ? useNothing : useNotice } = declared

  return function FormDialog({ of, onClose }) {
    const words = useWords()
    const notices = useNotices()
    const refused = useRefused(of)
    const [typed, setTyped, forget] = useTyped(declared.keptAs?.(of), () => firstOf(declared, of))
    const [tries, setTries] = useState(0)
    const form = useRef<HTMLDivElement>(null)
    const isMissing = useMissing(typed, of)
    const valuesOf = (answer?: AnswerOf<E>) => declared.values?.(of, typed, answer)
    const close = () => {
      forget()
      onClose()
    }
    const doing = useAction(endpoint, {
      ...(record && { record }),
      ...(renews && { renews }),
      isSecret,
      done: (answer, at) => {
        declared.follows?.(answer, at, typed)
        if (declared.stays?.(answer)) return undefined
        close()
        const before = declared.overtaken?.(answer, of, typed)
        if (before) notices.tell(words.t(before, valuesOf(answer)))
        return before || !declared.done ? undefined : words.t(declared.done, valuesOf(answer))
      },
      refused: async (error) => {
        if (declared.afterRefusal) setTyped({ ...typed, ...declared.afterRefusal })
        await refused(error)
        if (declared.givesUp?.(error)) close()
      },
    })
    const { error, isPending, answer, reset } = doing
    // what is to be mended is typed at once; what is typed after a refusal moves the focus nowhere
    useEffect(() => {
      if (tries > 0) focusInvalid(form.current)
    }, [tries])
    useEffect(() => {
      if (error) focusInvalid(form.current)
    }, [error])
    const say = (key: TextKey) => words.t(key, valuesOf())
    const about = declared.about?.(of).filter((key) => key !== null && key !== false) ?? []
    return (
      <Dialog
        title={say(title)}
        action={say(action)}
        danger={isDrastic}
        wide={isWide}
        disabled={declared.isReady?.(typed, of) === false}
        busy={isPending}
        onClose={close}
        onSubmit={() => {
          setTries(tries + 1)
          if (!isMissing) doing.run(declared.send(of, typed))
        }}
      >
        {about.map((key) => (
          <p key={key}>{say(key)}</p>
        ))}
        {consequences && (
          <ul className={styles.consequences}>
            {consequences.map((key) => (
              <li key={key}>{say(key)}</li>
            ))}
          </ul>
        )}
        {Fields && (
          <div ref={form} className={styles.fields}>
            <Fields
              {...words}
              of={of}
              typed={typed}
              type={(change) => {
                setTyped({ ...typed, ...change })
                // it was refused, or answered, for what was typed before
                if (error || answer) reset()
              }}
              say={say}
              missing={tries > 0 ? isMissing : undefined}
              refusal={showsRefusal && error && <Failure shape="line" error={error} />}
              error={error}
              answer={answer}
              close={close}
            />
          </div>
        )}
      </Dialog>
    )
  }
}

function focusInvalid(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}

function firstOf<E extends Endpoint, Of, Typed extends object>(
  { first }: FormDialogOptions<E, Of, Typed>,
  of: Of,
): Typed {
  return first?.(of) ?? ({} as Typed)
}
