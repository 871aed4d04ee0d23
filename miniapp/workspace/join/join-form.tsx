/** Asks an ISO to be associated: its e-mail, my name, my phone number (requirements A4). */
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState, type FormEvent } from 'react'
import { askToJoin } from '../../../service/staff/self/contract.ts'
import { cleanName, problemOfName } from '../../../service/text/shared/name.ts'
import { tell } from '../../api/ask.ts'
import { newId } from '../../api/new-id.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { phoneProblemOf, readTypedPhone, usePhoneWords } from '../../parts/read-phone.ts'
import { useText } from '../../text/texts.tsx'
import { countriesIn, likelyCountry, type CountryCode } from './phone-number.ts'
import type { Receipt } from './receipt.ts'

interface JoinFormProps {
  joinCode: string
  isoName: string
  asked: (receipt: Receipt) => void
}

interface Typed {
  isoEmail: string
  name: string
  phone: string
  country: CountryCode
}

function useWrong(typed: Typed, tried: boolean, refused: unknown) {
  const { t } = useText()
  const words = usePhoneWords()
  const read = readTypedPhone(typed.phone, typed.country)
  const phone = 'phone' in read ? read.phone : undefined
  const why = 'problem' in read ? read.problem : phoneProblemOf(refused)
  const wrong = {
    isoEmail: /^\S+@\S+\.\S+$/.test(typed.isoEmail.trim()) ? undefined : t('join.email.wrong'),
    name: problemOfName(cleanName(typed.name)) && t('join.name.wrong'),
    phone: why && words(why, read.country ?? typed.country),
  }
  const shown = tried ? wrong : { isoEmail: undefined, name: undefined, phone: undefined }
  return { phone, shown, ready: !wrong.isoEmail && !wrong.name && phone !== undefined }
}

export function JoinForm({ joinCode, isoName, asked }: JoinFormProps) {
  const { t, language } = useText()
  const [id] = useState(newId)
  const [tried, setTried] = useState(false)
  const [typed, setTyped] = useState<Typed>({
    isoEmail: '',
    name: '',
    phone: '',
    country: likelyCountry(),
  })
  const countries = useMemo(() => countriesIn(language), [language])
  const sending = useMutation({
    ...tell(askToJoin),
    onSuccess: ({ receipt }) => asked({ receipt, joinCode, isoName }),
  })
  const { phone, shown, ready } = useWrong(typed, tried, sending.error)
  const type = (change: Partial<Typed>) => {
    if (sending.error) sending.reset()
    setTyped({ ...typed, ...change })
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!ready || !phone || sending.isPending) return
    const { isoEmail, name } = typed
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
        {sending.error && codeOf(sending.error) !== 'bad_phone_number' && (
          <Problem error={sending.error} />
        )}
        <Field
          label={t('join.email')}
          hint={t('join.email.hint')}
          problem={shown.isoEmail}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={254}
          value={typed.isoEmail}
          onChange={({ target }) => type({ isoEmail: target.value })}
        />
        <Field
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
        <Field
          label={t('join.phone')}
          hint={t('join.phone.hint')}
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
