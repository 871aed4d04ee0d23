/** The working language: each in its own script, the current one marked (requirements B2). */
import { languages } from '../../../service/texts/contract.ts'
import { Choices } from '../../parts/choices.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import { useTellLanguage } from '../session/language-choice.tsx'

export function LanguageSheet({ open, close }: { open: boolean; close: () => void }) {
  const { t, language, setLanguage } = useText()
  const { mutate } = useTellLanguage()
  return (
    <Sheet title={t('language.title')} open={open} close={close}>
      <Choices
        label={t('language.title')}
        quietLabel
        look="list"
        value={language}
        choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        onChoose={(value) => {
          setLanguage(value)
          mutate({ body: { language: value } })
          close()
        }}
      />
    </Sheet>
  )
}
