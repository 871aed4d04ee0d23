/** Which version counts for a person or an ISO at a time, and when they may deploy without having agreed to it. */
import { everywhere, type KindOfText } from './contract/text.ts'

/** Number of the migration with which the service begins to ask for agreements. */
export const agreementsMigration = 84

const day = 86_400_000
/** Milliseconds: for visits of apps that do not ask yet, and for ISOs that deploy already. */
export const grace = 30 * day

export interface Text<V extends Version = Version> {
  _id: string
  kind: KindOfText
  /** Empty for a service agreement. */
  product: string
  country: string
  /** In the order of their numbers, and of the days on which they come in force. */
  versions: readonly V[]
}

interface Version {
  number: number
  validFrom: Date
}

/** For what a text is looked for. */
export interface Wanted {
  kind: KindOfText
  product: string
  /** Where the ISO works; undefined where that is not known. */
  country: string | undefined
}

export interface InForce<V extends Version = Version> {
  text: Text<V>
  version: V
}

export const versionAt = <V extends Version>({ versions }: Text<V>, at: Date): V | undefined =>
  versions.findLast(({ validFrom }) => validFrom <= at)

const fits = (text: Text, { kind, product }: Wanted) =>
  text.kind === kind && text.product === product

/** The version that counts at a moment: that for the country, where it has one in force, otherwise that for everywhere. */
export function inForce<V extends Version>(
  texts: readonly Text<V>[],
  wanted: Wanted,
  at: Date,
): InForce<V> | undefined {
  for (const country of [wanted.country, everywhere]) {
    const text = texts.find((one) => fits(one, wanted) && one.country === country)
    const version = text && versionAt(text, at)
    if (text && version) return { text, version }
  }
  return undefined
}

/** What counts now, and what will later, each with the moment from which it does. */
export function fromNowOn<V extends Version>(
  texts: readonly Text<V>[],
  wanted: Wanted,
  now: Date,
): (InForce<V> & { from: Date })[] {
  const later = texts
    .filter((text) => fits(text, wanted))
    .flatMap(({ versions }) => versions.map(({ validFrom }) => validFrom))
    .filter((from) => from > now)
    .toSorted((one, other) => one.getTime() - other.getTime())
  const current = inForce(texts, wanted, now)
  const all = current ? [{ ...current, from: current.version.validFrom }] : []
  for (const from of later) {
    const then = inForce(texts, wanted, from)
    const before = all.at(-1)
    if (then && then.version !== before?.version) all.push({ ...then, from })
  }
  return all
}

/** How it is noted with a person, or with an ISO, that they have agreed: text and number. */
export const markOf = (text: string, number: number) => `${text}:${number}`

/** The number up to which they have agreed to a text; 0 for none. */
function agreedUpTo(marks: readonly string[], text: string): number {
  const numbers = marks.flatMap((mark) => {
    const [id, number] = mark.split(':')
    return id === text ? Number(number) : []
  })
  return Math.max(0, ...numbers)
}

/** Whether they have agreed to this version, or to a later one of the text. */
export const hasAgreed = (
  marks: readonly string[],
  { text, version }: { text: { _id: string }; version: { number: number } },
): boolean => agreedUpTo(marks, text._id) >= version.number

/** A visit that is sent in. */
export interface Visit {
  /** When it began, by the clock of the phone; undefined where its id does not tell. */
  began: Date | undefined
  /** The app asks for agreements before a visit; those of earlier releases do not. */
  asks: boolean
  now: Date
  /** When the service began to ask. */
  since: Date | undefined
}

const isWithin = (from: Date | undefined, now: Date) =>
  from !== undefined && now.getTime() - from.getTime() < grace

/** Sent by an app that does not ask yet, while phones may still have such. */
export const isOfOlderApp = ({ asks, now, since }: Visit) => !asks && isWithin(since, now)

/** Whether a person who has agreed to these may send in a visit with the product. */
export function mayDeploy(
  texts: readonly Text[],
  wanted: Wanted,
  marks: readonly string[],
  visit: Visit,
): boolean {
  const { began, now } = visit
  const demanded = inForce(texts, wanted, now)
  if (!demanded || hasAgreed(marks, demanded)) return true
  // it was begun under an earlier version
  if (began && began < demanded.version.validFrom && isWithin(demanded.version.validFrom, now)) {
    const earlier = inForce(texts, wanted, began)
    if (!earlier || hasAgreed(marks, earlier)) return true
  }
  return isOfOlderApp(visit)
}

/** What an ISO has agreed to. */
export interface IsoMarks {
  marks: readonly string[]
  /** For ISOs that deployed before the service asked: until when they may without. */
  dueAt: Date | undefined
}

/** How an ISO stands with a version: whether it has agreed, and until when its staff may deploy without. */
export function standingOfIso(
  demanded: InForce | undefined,
  { marks, dueAt }: IsoMarks,
): { agreed: boolean; until: Date | undefined } {
  if (!demanded || hasAgreed(marks, demanded)) return { agreed: true, until: undefined }
  const { text, version } = demanded
  // an ISO that works under the version before has time to read the new one
  const follows = agreedUpTo(marks, text._id) > 0
  const renewal = follows ? new Date(version.validFrom.getTime() + grace) : undefined
  const ends = [dueAt, renewal].filter((end) => end !== undefined)
  return {
    agreed: false,
    until: ends.length ? new Date(Math.max(...ends.map((end) => end.getTime()))) : undefined,
  }
}
