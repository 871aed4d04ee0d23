/** Publishes the first version for a country: it begins with what counts everywhere. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  findAgreementText,
  listAgreementTexts,
  publishText,
  type TextRow,
} from '../../../service/agreements/contract/platform.ts'
import { everywhere } from '../../../service/agreements/contract/text.ts'
import { ask } from '../../api/ask.ts'
import { newId } from '../../api/new-id.ts'
import { SelectField } from '../../parts/inputs.tsx'
import { useText } from '../../text/texts.tsx'
import { formDialog, type FieldsProps } from '../kit/form-dialog.tsx'
import { useWords } from '../kit/words.ts'
import { namedCountries } from '../parts/countries.ts'
import { SayingFields } from './saying-fields.tsx'
import { emptySaying, isIncomplete, toSend, typedOf, type TypedSaying } from './saying.ts'
import { subjectName } from './text-name.ts'

interface Typed extends TypedSaying {
  id: string
  /** Id of the text for everywhere. */
  like: string
  kind: TextRow['kind']
  product: string
  country: string
}

export const PublishText = formDialog(publishText, {
  first: (_kind: string): Typed => ({
    ...emptySaying(),
    ...{ id: newId(), like: '', kind: 'deployment_policy', product: '', country: '' },
  }),
  isWide: true,
  title: 'agreements.addTitle',
  action: 'agreements.addAction',
  isReady: ({ like, country }) => Boolean(like && country),
  fields: Fields,
  useMissing,
  renews: [listAgreementTexts],
  send: (_, typed) => {
    const { id, kind, product, country } = typed
    return { body: { id, kind, product, country, ...toSend(typed) } }
  },
  showsRefusal: true,
  done: 'agreements.addDone',
})

function useMissing(typed: Typed) {
  const { t } = useText()
  return isIncomplete(typed) ? t('agreements.incomplete') : undefined
}

function Fields({ typed, type, missing, refusal }: FieldsProps<string, Typed>) {
  const words = useWords()
  const { t, language } = words
  const client = useQueryClient()
  const { data } = useQuery(ask(listAgreementTexts, { query: { limit: 100 } }))
  const everywheres = (data?.items ?? []).filter(({ country }) => country === everywhere)
  const begin = async (id: string) => {
    const chosen = everywheres.find((one) => one.id === id)
    if (!chosen) return
    const { kind, product } = chosen
    const text = await client.fetchQuery(ask(findAgreementText, { params: { textId: id } }))
    const before = text.versions[0]
    const saying = before ? typedOf(before) : emptySaying()
    // nothing else can be typed before it is there
    type({ ...saying, like: id, kind, product: product?.id ?? '' })
  }
  return (
    <>
      <SelectField
        label={t('agreements.subject')}
        prompt={t('agreements.choose')}
        value={typed.like}
        choices={everywheres.map((one) => ({ value: one.id, label: subjectName(one, words) }))}
        onChoose={(id) => void begin(id)}
      />
      {typed.like && (
        <>
          <SelectField
            label={t('agreements.country')}
            prompt={t('agreements.choose')}
            value={typed.country}
            choices={namedCountries(language).map(({ value, name }) => ({ value, label: name }))}
            onChoose={(country) => type({ country })}
          />
          <SayingFields typed={typed} type={type} isTried={missing !== undefined} />
        </>
      )}
      {missing && <p role="alert">{missing}</p>}
      {refusal}
    </>
  )
}
