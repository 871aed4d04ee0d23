/** Which passwords may be chosen: none that is guessed soon (NIST SP 800-63B, ASVS 6.2). Nothing is asked of others. */
import type { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core'
import { refuse } from '../../errors.ts'

/** What somebody would try first who knows whose password it is. */
interface Owner {
  email: string
  name: string
  workspace: string
}

/** Words of this product, and long passwords that are famous. */
const everybodysWords = [
  ...['partner workspace', 'alipay+', 'alipay plus', 'alipay partners', 'ant international'],
  ...['dingtalk', 'marketing code', 'correct horse battery staple', 'correcthorsebatterystaple'],
]

/** The estimate that a password must reach: 10^10 guesses, as there is no second factor. */
const leastScore = 4

let estimator: Promise<ZxcvbnFactory> | undefined

/** Its dictionaries take 30 MB and a fifth of a second: read when the first password is chosen. */
function load(): Promise<ZxcvbnFactory> {
  estimator ??= (async () => {
    const [{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
    ])
    return new Factory({ dictionary, graphs: adjacencyGraphs, useLevenshteinDistance: false })
  })()
  return estimator
}

/** The words by themselves, and what they are when written as one. */
function wordsOf(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2)
  return [text, words.join(''), ...words]
}

type Weakness = 'password_common' | 'password_personal' | 'password_pattern'

/** What most of the password is made of. */
function weaknessOf({ sequence }: ZxcvbnResult): Weakness {
  const shares: Record<Weakness, number> = {
    password_common: 0,
    password_personal: 0,
    password_pattern: 0,
  }
  for (const { pattern, token, ...match } of sequence) {
    if (pattern === 'bruteforce') continue
    const dictionary = pattern === 'dictionary' && (match as { dictionaryName?: string })
    const isOwn = dictionary && dictionary.dictionaryName === 'userInputs'
    const kind = isOwn ? 'password_personal' : dictionary ? 'password_common' : 'password_pattern'
    shares[kind] += token.length
  }
  // a name with a date behind it is about the name
  if (shares.password_personal) return 'password_personal'
  return shares.password_pattern > shares.password_common ? 'password_pattern' : 'password_common'
}

/** @throws Refusal `password_common`, `password_personal` or `password_pattern` */
export async function mustBeHardToGuess(password: string, owner: Owner): Promise<void> {
  const words = [owner.email, owner.name, owner.workspace, ...everybodysWords].flatMap(wordsOf)
  const result = (await load()).check(password, words)
  if (result.score < leastScore) refuse(weaknessOf(result), { field: 'next' })
}
