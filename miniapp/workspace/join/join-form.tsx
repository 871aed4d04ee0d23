/** Asks an ISO to be associated: its e-mail, my name, my phone number (requirements A4). */
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState, type FormEvent } from 'react'
import { askToJoin } from '../../../service/staff/self/contract.ts'
import { cleanName, problemOfName } from '../../../service/text/shared/name.ts'
import { tell } from '../../api/ask.ts'
import { newId } from '../../api/new-id.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Button } from '../../parts/button.tsx'
import { InputField, SelectField } from '../../parts/inputs.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useTyped } from '../../parts/typed.ts'
import { phoneProblemOf, readTypedPhone, usePhoneWords } from '../../parts/read-phone.ts'
import { useText } from '../../text/texts.tsx'
import { countriesIn, likelyCountry, shownNumber, type CountryCode } from './phone-number.ts'
import type { Receipt } from './receipt.ts'

interface JoinFormProps {
  joinCode: string
  isoName: string
  asked: (receipt: Receipt) => void
}

interface Typed {
  /** Of the request: sent again, it is the same one. */
  id: string
  /** The number that was asked with under this id. */
  sent?: string
  isoEmail: string
  name: string
  phone: string
  country: CountryCode
}

/** Where the details for the QR code of an ISO are kept, until the person belongs to it. */
export const detailsOf = (joinCode: string) => `join.${joinCode}`

function useWrong(typed: Typed, isoName: string, tried: boolean, refused: unknown) {
  const { t, language } = useText()
  const words = usePhoneWords()
  const read = readTypedPhone(typed.phone, typed.country)
  const phone = 'phone' in read ? read.phone : undefined
  const why = 'problem' in read ? read.problem : phoneProblemOf(refused)
  const wrong = {
    isoEmail: wrongEmail(typed.isoEmail.trim(), refused),
    name: problemOfName(cleanName(typed.name)) && t('join.name.wrong'),
  }
  const said = {
    isoEmail: wrong.isoEmail && t(`join.email.${wrong.isoEmail}`, { isoName }),
    name: wrong.name,
    phone:
      why &&
      (typed.phone.trim() ? words(why, read.country ?? typed.country) : t('join.phone.missing')),
  }
  const shown = tried ? said : { isoEmail: undefined, name: undefined, phone: undefined }
  const reads = phone && shownNumber(phone, read.country ?? typed.country, language)
  return { phone, reads, shown, ready: !wrong.isoEmail && !wrong.name && phone !== undefined }
}

/** Refusals that are said at the field that they are about. */
const atField = new Set<string>(['bad_phone_number', 'wrong_iso_email'])

function wrongEmail(email: string, refused: unknown): 'missing' | 'wrong' | 'other' | undefined {
  if (!email) return 'missing'
  if (!/^\S+@\S+\.\S+$/.test(email)) return 'wrong'
  return codeOf(refused) === 'wrong_iso_email' ? 'other' : undefined
}

export function JoinForm({ joinCode, isoName, asked }: JoinFormProps) {
  const { t, language } = useText()
  const [tried, setTried] = useState(false)
  const [typed, setTyped] = useTyped<Typed>(
    detailsOf(joinCode),
    () => ({ id: newId(), isoEmail: '', name: '', phone: '', country: likelyCountry() }),
    'device',
  )
  const countries = useMemo(() => countriesIn(language), [language])
  const sending = useMutation({
    ...tell(askToJoin),
    onSuccess: ({ receipt }) => asked({ receipt, joinCode, isoName }),
  })
  const { phone, reads, shown, ready } = useWrong(typed, isoName, tried, sending.error)
  const type = (change: Partial<Typed>) => {
    if (sending.error) sending.reset()
    setTyped({ ...typed, ...change })
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!ready || !phone || sending.isPending) return
    const { isoEmail, name, sent = phone } = typed
    // another number is another request
    const id = sent === phone ? typed.id : newId()
    setTyped({ ...typed, id, sent: phone })
    sending.mutate({ params: { joinCode }, body: { id, isoEmail, name, phone, language } })
  }
  return (
    <form onSubmit={send} noValidate>
      <Screen
        title={t('join.title', { isoName })}
        barTitle={t('join.bar')}
        action={
          <Button type="submit" look="primary" busy={sending.isPending}>
            {t('join.ask')}
          </Button>
        }
      >
        <p>{t('join.intro', { isoName })}</p>
        {sending.error && !atField.has(codeOf(sending.error) ?? '') && (
          <Failure shape="box" error={sending.error} />
        )}
        <InputField
          label={t('join.email')}
          help={t('join.email.hint')}
          problem={shown.isoEmail}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={254}
          value={typed.isoEmail}
          onChange={({ target }) => type({ isoEmail: target.value })}
        />
        <InputField
          label={t('join.name')}
          problem={shown.name}
          autoComplete="name"
          maxLength={80}
          value={typed.name}
          onChange={({ target }) => type({ name: target.value })}
        />
        <SelectField
          label={t('join.country')}
          value={typed.country}
          choices={countries.map(({ code, name, prefix }) => ({
            value: code,
            label: `${prefix} ${name}`,
          }))}
          onChoose={(country) => type({ country: country as CountryCode })}
        />
        <InputField
          label={t('join.phone')}
          help={reads ? t('phone.reads', reads) : t('join.phone.hint')}
          problem={shown.phone}
          type="tel"
          autoComplete="tel-national"
          value={typed.phone}
          onChange={({ target }) => type({ phone: target.value })}
        />
      </Screen>
    </form>
  )
}
