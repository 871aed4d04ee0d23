/**
 * Finds settings that the service does not know: a misspelt one would be without effect, and the mistake would go
 * unnoticed.
 */

/** How names begin that only this service has a reason to use, and what follows where it is another program's. */
const ours = /^(DINGTALK_|MONGO)/
/** Set by tools that are used beside it: mongodb-memory-server, and links to services of Docker and Kubernetes. */
const ofTools = /^MONGOMS_|_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT|PORT_\d+_\w+|ENV_\w+|NAME)$/
/** Beginnings of names that are ours as well, though they are common. */
const maybeOurs =
  /^(SMTP_|SESSION_KEY|SECRET_KEY|METRICS_|PARTNER_TEAM_|BUSINESS_|TRUSTED_PROX|RETENTION_|HEALTH_PORT|PUBLIC_(URL|DOCS))/

/** Letters to change, add, leave out or swap: Damerau and Levenshtein. */
export function distance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    before = last
    last = row
  }
  return last[other.length] ?? 0
}

/** Most letters that a misspelt name is away from the one that was meant. */
const slip = 2
/** Most of a name that may differ where the nearest one is only a hint; what all of ours begin with is no likeness. */
const hint = 0.4
const lengthOf = (name: string) => name.replace(/^DINGTALK_/, '').length

interface UnknownSetting {
  name: string
  /** The known name that comes nearest; absent when none is near. */
  nearest?: string
  misspelt: boolean
}

function unknownOne(name: string, known: readonly string[]): UnknownSetting | undefined {
  const away = (other: string) => distance(name.toUpperCase(), other)
  const nearest = known.reduce((best, other) => (away(other) < away(best) ? other : best))
  const misspelt = name.length > 5 && away(nearest) <= slip
  const claimed = (ours.test(name) && !ofTools.test(name)) || maybeOurs.test(name)
  if (!misspelt && !claimed) return undefined
  const isNear = away(nearest) <= lengthOf(name) * hint
  return { name, misspelt, ...(isNear ? { nearest } : {}) }
}

/**
 * What the service does not know, in words.
 * @param given names that are set, and not empty
 * @returns `wrong`: misspelt beyond doubt, since the name belongs to no other program or the setting that was meant is
 * not there; `odd`: worth a look, and no reason to refuse a start, as it may be of another program or of a newer
 * release
 */
export function unknownSettings(
  given: readonly string[],
  known: readonly string[],
): { wrong: string[]; odd: string[] } {
  const found = given
    .filter((name) => !known.includes(name))
    .flatMap((name) => unknownOne(name, known) ?? [])
  const sure = ({ name, nearest = '', misspelt }: UnknownSetting) =>
    misspelt && (ours.test(name) || !given.includes(nearest))
  const wording = ({ name, nearest }: UnknownSetting) =>
    nearest ? `${name} is no setting: is ${nearest} meant?` : `${name} is no setting`
  return {
    wrong: found.filter(sure).map(wording),
    odd: found.filter((one) => !sure(one)).map(wording),
  }
}
