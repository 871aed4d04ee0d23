/** What a policy or agreement is called: what it is for, and where it counts. */
import { everywhere } from '../../../service/agreements/contract/text.ts'
import type { TextRow } from '../../../service/agreements/contract/platform.ts'
import { regionNames } from '../../text/region-names.ts'
import type { Words } from '../kit/words.ts'

export const placeName = (country: string, { t, language }: Words): string =>
  country === everywhere ? t('agreements.everywhere') : regionNames(language)(country)

export const subjectName = ({ product }: Pick<TextRow, 'product'>, { t, language }: Words) =>
  product ? product.names[language] : t('agreements.kind.service_agreement')

export const textName = (text: Pick<TextRow, 'product' | 'country'>, words: Words): string =>
  `${subjectName(text, words)} · ${placeName(text.country, words)}`
