/** What a spot is called on the screen: where it is, or its number while that is open. */
import type { DraftSpot } from './visit.ts'
import { useText } from '../../text/texts.tsx'
import { useVisit } from './visit-context.ts'

/** @returns a function of the spot and its place in the list, from 0 */
export function useSpotName() {
  const { t, language } = useText()
  const { lists } = useVisit()
  return ({ kind }: Pick<DraftSpot, 'kind'>, index: number) => {
    const known = lists.spotKinds.find(({ id }) => id === kind)
    const number = index + 1
    return known
      ? t('spots.named', { number, kind: known.names[language] })
      : t('spots.unnamed', { number })
  }
}
