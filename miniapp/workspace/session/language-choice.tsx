/** On the first opening: which language to work in (requirements B2). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { languages } from '../../../service/texts/contract.ts'
import { setStaffLanguage, staffWhoAmI } from '../../../service/staff/self/contract.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { Opening } from '../../parts/opening.tsx'
import { Screen } from '../../parts/screen.tsx'
import { chosenLanguage, languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import type { Me } from './me-context.ts'

/** Tells the service too, so that messages come in the same language. */
export function useTellLanguage() {
  const client = useQueryClient()
  return useMutation({
    ...tell(setStaffLanguage),
    onSuccess: (me) => client.setQueryData(keyOf(staffWhoAmI), me),
  })
}

export function LanguageChoice({ me, children }: { me: Me; children: ReactNode }) {
  const { language, setLanguage } = useText()
  const { mutate } = useTellLanguage()
  const [chosen, setChosen] = useState(chosenLanguage)
  const [isRight, setIsRight] = useState(() => chosenLanguage() !== undefined)
  // what was chosen elsewhere holds here; what was chosen here before signing in is told
  const known = me.language
  useEffect(() => {
    if (known && !chosenLanguage()) setLanguage(known)
    if (!known && chosen) mutate({ body: { language: chosen } })
  }, [known, chosen, mutate, setLanguage])
  if (!isRight && known === language) setIsRight(true)
  // on a phone that is new to the person nothing is shown in another language first
  if (known && !isRight) return <Opening />
  if (known || chosen) return children
  return (
    <FirstChoice
      choose={() => {
        setLanguage(language)
        setChosen(language)
      }}
    />
  )
}

function FirstChoice({ choose }: { choose: () => void }) {
  const { t, language, setLanguage } = useText()
  const [picked, setPicked] = useState(language)
  return (
    <Screen
      title={t('language.question')}
      barTitle={t('app.name')}
      action={
        <Button look="primary" onClick={choose}>
          {t('language.continue')}
        </Button>
      }
    >
      <p>{t('language.later')}</p>
      <Choices
        label={t('language.title')}
        quietLabel
        look="list"
        value={picked}
        choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        onChoose={(value) => {
          setPicked(value)
          setLanguage(value)
        }}
      />
    </Screen>
  )
}
