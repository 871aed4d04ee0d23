/** A page of the console, declared once: its address, what it shows, and its line in the navigation. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../service/http/contract.ts'
import type { TextKey } from '../../text/catalogues.ts'

export interface Place {
  /** A pattern of wouter, such as `/console/staff/:staffId?`. Where two match an address, the one without parameters wins. */
  path: string
  /** Whose answer the page shows: it is there for those whom the endpoint is for. */
  shows: Pick<Endpoint, 'by' | 'may'>
  page: (params: Readonly<Record<string, string | undefined>>) => ReactNode
  /** It fills the window, without the frame. */
  bare?: boolean
  link?: PlaceLink
}

/** Lines of the navigation, for a person who may call these endpoints. */
export const linksOf = (
  places: readonly Place[],
  mayCall: (endpoint: Place['shows']) => boolean,
): PlaceLink[] =>
  places.flatMap(({ link, shows }) => (link && mayCall(link.needs ?? shows) ? link : []))

export interface PlaceLink {
  href: string
  word: TextKey
  icon: LucideIcon
  /** Title of the group in the navigation; those beside each other with the same are one group. */
  group?: TextKey
  /** Shown to those who may call it; without it, to those who may call what the page shows. */
  needs?: Pick<Endpoint, 'by' | 'may'>
  /** Whether a path belongs to it; without it only its own does. */
  includes?: (path: string) => boolean
  /** A hook: how many things wait there. */
  useWaiting?: () => number | undefined
}
