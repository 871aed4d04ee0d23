/** The last day of a task; left empty the service gives it a week. */
import { Input } from 'antd'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'

interface DeadlineFieldProps {
  /** Such as `2026-12-04`, or empty. */
  value: string
  onChange: (day: string) => void
}

export function DeadlineField({ value, onChange }: DeadlineFieldProps) {
  const { t } = useText()
  return (
    <Field label={t('inspections.deadline')} help={t('inspections.deadlineHelp')}>
      {(field) => (
        <Input
          {...field}
          type="date"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}
