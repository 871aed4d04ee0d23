/** Sets the country of an ISO and the currency in which it is paid. */
import { Select } from 'antd'
import {
  findIso,
  listIsos,
  setIsoCountry,
  type IsoDetails,
} from '../../../service/workspaces/contract/isos.ts'
import { allCountries, currencyOf, usualCurrencies } from '../../../service/workspaces/shared.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Field } from '../../parts/field.tsx'
import { currencyNames, regionNames } from '../../text/region-names.ts'
import { useText } from '../../text/texts.tsx'
import { formDialog, type FieldsProps } from '../kit/form-dialog.tsx'

interface Typed {
  country: string
  currency: string
  /** As they were when the dialog was opened. */
  was: { country: string | null; currency: string | null }
}

export const CountryDialog = formDialog(setIsoCountry, {
  first: ({ country, currency }: IsoDetails): Typed => ({
    country: country ?? '',
    currency: currency ?? '',
    was: { country, currency },
  }),
  title: 'isos.countryTitle',
  action: 'isos.countryAction',
  values: ({ name }) => ({ name }),
  useMissing: ({ country, currency }) => !country || !currency,
  fields: Fields,
  record: findIso,
  renews: [listIsos],
  send: ({ id }, typed) => ({ params: { workspaceId: id }, body: typed }),
  givesUp: (error) => codeOf(error) === 'wrong_state',
  done: 'isos.countryDone',
})

/** Codes as choices, by their names in the order of the language; the code itself can be typed too. */
function choicesOf(codes: readonly string[], nameOf: (code: string) => string, language: string) {
  const order = new Intl.Collator(language)
  return codes
    .map((code) => ({ value: code, label: nameOf(code) }))
    .sort((one, other) => order.compare(one.label, other.label))
}

const search = {
  filterOption: (typed: string, option?: { value: string; label: string }) =>
    `${option?.label} ${option?.value}`.toLowerCase().includes(typed.trim().toLowerCase()),
}

function Fields({ typed, type, missing, say }: FieldsProps<IsoDetails, Typed>) {
  const { language } = useText()
  const nameOf = currencyNames(language)
  return (
    <>
      <Field
        label={say('isos.country')}
        problem={missing && !typed.country && say('isos.countryMissing')}
      >
        {(field) => (
          <Select
            {...field}
            autoFocus
            showSearch={search}
            value={typed.country || null}
            options={choicesOf(allCountries, regionNames(language), language)}
            onChange={(country: string) =>
              type({ country, currency: currencyOf(country) ?? typed.currency })
            }
          />
        )}
      </Field>
      <Field
        label={say('isos.currency')}
        help={say('isos.currencyHelp')}
        problem={missing && !typed.currency && say('isos.currencyMissing')}
      >
        {(field) => (
          <Select
            {...field}
            showSearch={search}
            value={typed.currency || null}
            options={choicesOf(usualCurrencies, nameOf, language)}
            onChange={(currency: string) => type({ currency })}
          />
        )}
      </Field>
    </>
  )
}
