/** What declared pages, panels and dialogs say their texts with: the catalogue, and dates and numbers. */
import type { Language } from '../../../service/texts/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText, type Translate } from '../../text/texts.tsx'

export interface Words extends ReturnType<typeof useFormats> {
  t: Translate
  language: Language
}

export function useWords(): Words {
  const { t, language } = useText()
  return { ...useFormats(), t, language }
}
