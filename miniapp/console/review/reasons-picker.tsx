/** Why an item is rejected: reasons by number, the field each is about, and a note. */
import { Input, Select } from 'antd'
import { useText } from '../../text/texts.tsx'
import { mostReasons, type Choice } from './decisions.ts'
import type { ReviewItem } from './items.ts'
import styles from './reasons-picker.module.css'
import { fieldsOf, type Desk } from './use-desk.ts'
import { useItemName, useNames } from './words.ts'

interface ReasonsPickerProps {
  desk: Desk
  item: ReviewItem
  choice: Choice
  here: boolean
}

export function ReasonsPicker({ desk, item, choice, here }: ReasonsPickerProps) {
  const { t } = useText()
  const names = useNames()
  const nameOf = useItemName()
  const missing = desk.hint?.what === 'without_reason' && here
  if (!here) return <Chosen choice={choice} />
  const full = choice.reasons.length >= mostReasons
  return (
    <fieldset className={styles.picker}>
      <legend>{t('desk.why', { item: nameOf(item) })}</legend>
      {missing && (
        <p role="alert" className={styles.missing}>
          {t('desk.reasonMissing')}
        </p>
      )}
      <div className={styles.reasons}>
        {desk.reasons.map((reason, index) => {
          const on = choice.reasons.some(({ code }) => code === reason.id)
          return (
            <button
              key={reason.id}
              type="button"
              aria-pressed={on}
              data-key={index < 9 || undefined}
              disabled={full && !on}
              onClick={() => desk.toggleReason(reason)}
            >
              {index < 9 && <kbd aria-hidden>{index + 1}</kbd>}
              {names.reason(reason.id)}
            </button>
          )
        })}
      </div>
      {choice.reasons.length > 0 && (
        <ul className={styles.fields}>
          {choice.reasons.map(({ code, field }) => (
            <li key={code}>
              <span>{names.reason(code)}</span>
              <Select
                size="small"
                aria-label={t('desk.fieldOf', { reason: names.reason(code) })}
                value={field ?? ''}
                popupMatchSelectWidth={false}
                onChange={(value) => desk.setField(code, value || null)}
                options={[
                  ...fieldsOf[item.kind].map((one) => ({ value: one, label: t(`field.${one}`) })),
                  { value: '', label: t('field.none') },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      <Input.TextArea
        aria-label={t('desk.note', { item: nameOf(item) })}
        placeholder={t('desk.notePlaceholder')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        value={choice.note}
        onChange={(event) => desk.write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // out of the note, not out of the desk
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
    </fieldset>
  )
}

/** The same in short, for an item one has left. */
function Chosen({ choice }: { choice: Choice }) {
  const names = useNames()
  return (
    <p className={styles.chosen}>
      {[...choice.reasons.map(({ code }) => names.reason(code)), choice.note]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}
