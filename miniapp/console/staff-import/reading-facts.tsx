/** How a file was read, as short facts that can be changed: sheet, encoding, separator, columns. */
import { Button, Select } from 'antd'
import type { ReadingChoice } from '../../../service/imports/contract.ts'
import type { Encoding } from '../../../service/spreadsheets/shared.ts'
import type { FileReading } from '../../../service/staff-imports/contract/import.ts'
import { visible } from '../../../service/text/shared/visible.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import styles from './staff-import.module.css'

/** Readings that are put side by side; the others are in the list. */
const mostSideBySide = 4

const separatorNames: Record<string, 'comma' | 'semicolon' | 'tab' | 'bar'> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
}

const shownSamples = (samples: readonly string[]) => visible(samples.join(' · '))

interface ReadingFactsProps {
  reading: FileReading
  busy: boolean
  onChange: (choice: Pick<ReadingChoice, 'sheet' | 'encoding' | 'separator'>) => void
}

export function ReadingFacts({ reading, busy, onChange }: ReadingFactsProps) {
  const { t } = useText()
  const { sheet, sheets, encoding, encodings, separator, separators, columns } = reading
  const nameOf = (sign: string) => {
    const name = separatorNames[sign]
    return name
      ? t(`imports.separator.${name}`)
      : t('imports.separator.other', { sign: visible(sign) })
  }
  return (
    <div role="group" aria-label={t('imports.reading.facts')} className={styles.facts}>
      {sheet !== null && (
        <Fact
          label={t('imports.reading.sheet')}
          value={sheet}
          busy={busy}
          choices={sheets.map(({ name, hidden }) => ({
            value: name,
            label: hidden ? t('imports.reading.hidden', { name: visible(name) }) : visible(name),
          }))}
          onChange={(value) => onChange({ sheet: value })}
        />
      )}
      {encoding !== null && (
        <Fact
          label={t('imports.reading.encoding')}
          value={encoding}
          busy={busy}
          choices={encodings.map((one) => ({
            value: one.encoding,
            label: t(`imports.encoding.${one.encoding}`),
            about: shownSamples(one.samples),
          }))}
          onChange={(value) => onChange({ encoding: value })}
        />
      )}
      {separator !== null && (
        <Fact
          label={t('imports.reading.separator')}
          value={separator}
          busy={busy}
          choices={separators.map((sign) => ({ value: sign, label: nameOf(sign) }))}
          onChange={(value) => onChange({ separator: value })}
        />
      )}
      <Fact
        label={t('imports.reading.columns')}
        value=""
        busy={busy}
        choices={[
          {
            value: '',
            label: columns.name
              ? visible(`${columns.name} · ${columns.phone}`)
              : t('imports.reading.noColumns'),
          },
        ]}
        onChange={() => undefined}
      />
    </div>
  )
}

interface Choice<V> {
  value: V
  label: string
  /** Names as they would be read. */
  about?: string
}

interface FactProps<V> {
  label: string
  value: V
  busy: boolean
  choices: Choice<V>[]
  onChange: (value: V) => void
}

/** A fact in words, or a list where something else could be chosen. */
function Fact<V extends string>({ label, value, busy, choices, onChange }: FactProps<V>) {
  const words = choices.find((choice) => choice.value === value)?.label ?? value
  if (choices.length < 2) {
    return (
      <div className={styles.fact}>
        <span className={styles.quiet}>{label}</span>
        <span>{words}</span>
      </div>
    )
  }
  return (
    <div className={styles.fact}>
      <Field label={label}>
        {({ id }) => (
          <Select<V, Choice<V>>
            id={id}
            className={styles.choice}
            aria-label={label}
            value={value}
            disabled={busy}
            options={choices}
            optionRender={({ data }) => (
              <>
                {data.label}
                {data.about && <span className={styles.why}>{data.about}</span>}
              </>
            )}
            popupMatchSelectWidth={false}
            getPopupContainer={(field) => field.parentElement ?? document.body}
            onChange={onChange}
          />
        )}
      </Field>
    </div>
  )
}

interface ChooseEncodingProps {
  encodings: FileReading['encodings']
  busy: boolean
  onChoose: (encoding: Encoding) => void
}

/** The same names in the likeliest encodings, side by side, for the user to choose the correct one. */
export function ChooseEncoding({ encodings, busy, onChoose }: ChooseEncodingProps) {
  const { t } = useText()
  const seen = new Set<string>()
  const different = encodings.filter(({ samples }) => {
    const text = samples.join(' · ')
    if (!text || seen.has(text)) return false
    seen.add(text)
    return true
  })
  return (
    <fieldset className={styles.unsure}>
      <legend className={styles.heading}>{t('imports.reading.unsure')}</legend>
      <p className={styles.quiet}>{t('imports.reading.unsureHow')}</p>
      <div className={styles.readings}>
        {different.slice(0, mostSideBySide).map(({ encoding, samples }) => (
          <Button
            key={encoding}
            className={styles.sample}
            disabled={busy}
            onClick={() => onChoose(encoding)}
          >
            <strong>{shownSamples(samples)}</strong>
            <span className={styles.why}>{t(`imports.encoding.${encoding}`)}</span>
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
