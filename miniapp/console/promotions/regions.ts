/** Regions in which the ISO has submissions, by name. */
import { useQuery } from '@tanstack/react-query'
import { listSubmissionRegions } from '../../../service/promotions/contract/iso-lists.ts'
import { countryOf } from '../../../service/regions/shared.ts'
import { ask } from '../../api/ask.ts'
import { regionNames } from '../../text/region-names.ts'
import { useText } from '../../text/texts.tsx'

/** @returns the name of a region by its code; a country until its areas are loaded */
function useNaming() {
  const { t, language } = useText()
  const items = useQuery(ask(listSubmissionRegions)).data?.items ?? []
  const countryName = regionNames(language)
  const nameOf = (code: string) => {
    const country = countryName(countryOf(code))
    const names = items.find(({ id }) => id === code)?.names
    return names ? t('promotions.inRegion', { area: names[language], country }) : country
  }
  return { items, nameOf, language }
}

export const useRegionName = () => useNaming().nameOf

/** The regions, and each country of which several areas are there, by name. */
export function useRegionOptions() {
  const { items, nameOf, language } = useNaming()
  const ids = items.map(({ id }) => id)
  const countries = [...new Set(ids.map(countryOf))].filter(
    (country) => !ids.includes(country) && ids.filter((id) => countryOf(id) === country).length > 1,
  )
  const order = new Intl.Collator(language)
  return [...countries, ...ids]
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((a, b) => order.compare(a.label, b.label))
}
