/** A phone number of any country: the country from a list or from what is typed after the plus. */
import { Input, Select } from 'antd'
import type { InputRef } from 'antd'
import { getCountries, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/min'
import { useMemo, type Ref } from 'react'
import { useText } from '../../text/texts.tsx'
import { Field } from '../parts/field.tsx'
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
  const read = readTyped(value)
  const country = countries.find(({ value: code }) => code === read.country)
  return (
    <Field
      label={t('staff.phone')}
      problem={problem}
      help={
        read.valid && country
          ? t('phone.reads', { number: read.international, country: country.name })
          : t('phone.help')
      }
    >
      {(field) => (
        <div className={styles.phoneField}>
          <Select
            aria-label={t('phone.country')}
            showSearch={{ filterOption: (typed, option) => matches(typed, option?.search ?? '') }}
            value={read.country}
            options={countries}
            optionRender={({ data }) => data.label}
            labelRender={() => `${read.country} +${getCountryCallingCode(read.country)}`}
            popupMatchSelectWidth={300}
            getPopupContainer={(field) => field.parentElement ?? document.body}
            onChange={(code) => onChange({ country: code, text: read.national })}
          />
          <Input
            {...field}
            ref={ref}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={32}
            value={value.text}
            onChange={(event) => onChange({ country: read.country, text: event.target.value })}
            onBlur={() => read.valid && onChange({ country: read.country, text: read.national })}
          />
        </div>
      )}
    </Field>
  )
}

interface NamedCountry {
  value: CountryCode
  name: string
  label: string
  search: string
}

/** Every country that has phone numbers, by its name in the reader's language. */
function namedCountries(language: string): NamedCountry[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const order = new Intl.Collator(language)
  return getCountries()
    .map((code) => {
      const name = names.of(code) ?? code
      const calling = `+${getCountryCallingCode(code)}`
      return {
        value: code,
        name,
        label: `${name} ${calling}`,
        search: `${name} ${english.of(code) ?? ''} ${calling} ${code}`.toLowerCase(),
      }
    })
    .sort((one, other) => order.compare(one.name, other.name))
}

function matches(typed: string, search: string): boolean {
  return search.includes(typed.trim().toLowerCase())
}
