/** Publishes a version of a policy or agreement: it begins with what the newest one says. */
import {
  findAgreementText,
  listAgreementTexts,
  publishVersion,
  type AgreementText,
} from '../../../service/agreements/contract/platform.ts'
import { useText } from '../../text/texts.tsx'
import { formDialog, type FieldsProps } from '../kit/form-dialog.tsx'
import { SayingFields } from './saying-fields.tsx'
import { emptySaying, isIncomplete, toSend, typedOf, type TypedSaying } from './saying.ts'

const newest = ({ versions }: AgreementText) => versions[0]
const numberOf = (text: AgreementText) => (newest(text)?.number ?? 0) + 1

export const PublishVersion = formDialog(publishVersion, {
  first: (text: AgreementText) => {
    const before = newest(text)
    return before ? typedOf(before) : emptySaying()
  },
  keptAs: (text) => `publish.${text.id}.${numberOf(text)}`,
  isWide: true,
  title: 'agreements.publishTitle',
  action: 'agreements.publishAction',
  values: (text) => ({ version: numberOf(text) }),
  about: ({ kind }) => [`agreements.publishAbout.${kind}`],
  fields: Fields,
  useMissing,
  record: findAgreementText,
  renews: [listAgreementTexts],
  send: (text, typed) => ({
    params: { textId: text.id },
    body: { version: numberOf(text), ...toSend(typed) },
  }),
  showsRefusal: true,
  done: 'agreements.publishDone',
})

function useMissing(typed: TypedSaying) {
  const { t } = useText()
  return isIncomplete(typed) ? t('agreements.incomplete') : undefined
}

function Fields({ typed, type, missing, refusal }: FieldsProps<AgreementText, TypedSaying>) {
  return (
    <>
      <SayingFields typed={typed} type={type} isTried={missing !== undefined} />
      {missing && <p role="alert">{missing}</p>}
      {refusal}
    </>
  )
}
