/** Chooses the ISO to which something can be allotted, or whose stores are inspected. */
import { Select } from 'antd'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import { useIsos } from './isos.ts'

interface IsoFieldProps {
  label: TextKey
  /** Shown while none is chosen. */
  prompt: TextKey
  /** Id, or empty. */
  value: string
  onChange: (iso: string) => void
}

export function IsoField({ label, prompt, value, onChange }: IsoFieldProps) {
  const { t } = useText()
  const isos = useIsos()
  return (
    <Field label={t(label)}>
      {(field) => (
        <Select
          {...field}
          placeholder={t(prompt)}
          value={value || null}
          options={isos}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
