/** A phone number of any country: of the one chosen from a list, or of the one that is typed with it. */
import { Input, Select } from 'antd'
import type { InputRef } from 'antd'
import { getCountryCallingCode } from 'libphonenumber-js/min'
import { TriangleAlert } from 'lucide-react'
import { useMemo, type Ref } from 'react'
import { usePhoneWords } from '../../parts/read-phone.ts'
import { useText } from '../../text/texts.tsx'
import { matches, namedCountries } from '../parts/countries.ts'
import { Field } from '../../parts/field.tsx'
import { readTyped, type TypedPhone } from './typed-phone.ts'
import styles from './staff.module.css'

interface PhoneFieldProps {
  value: TypedPhone
  onChange: (value: TypedPhone) => void
  problem?: React.ReactNode
  ref?: Ref<InputRef>
}

export function PhoneField({ value, onChange, problem, ref }: PhoneFieldProps) {
  const { t, language } = useText()
  const countries = useMemo(() => namedCountries(language), [language])
  const words = usePhoneWords()
  const read = readTyped(value)
  const country = countries.find(({ value: code }) => code === read.country)
  return (
    <Field
      label={t('staff.phone')}
      problem={problem}
      help={
        read.valid && country ? (
          <>
            {t('phone.reads', { number: read.international, country: country.name })}
            {read.warning && (
              <span className={styles.phoneWarning}>
                <TriangleAlert size={14} aria-hidden />
                {words(read.warning, read.country)}
              </span>
            )}
          </>
        ) : (
          t('phone.help')
        )
      }
    >
      {(field) => (
        <div className={styles.phoneField}>
          <Select
            aria-label={t('phone.country')}
            showSearch={{ filterOption: (typed, option) => matches(typed, option?.search ?? '') }}
            value={value.country}
            options={countries}
            optionRender={({ data }) => data.label}
            labelRender={() => `${value.country} +${getCountryCallingCode(value.country)}`}
            popupMatchSelectWidth={300}
            getPopupContainer={(field) => field.parentElement ?? document.body}
            onChange={(country) => onChange({ ...value, country })}
          />
          <Input
            {...field}
            ref={ref}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            value={value.text}
            onChange={(event) => onChange({ ...value, text: event.target.value })}
            onBlur={() => read.valid && onChange({ ...value, text: read.neat })}
          />
        </div>
      )}
    </Field>
  )
}
