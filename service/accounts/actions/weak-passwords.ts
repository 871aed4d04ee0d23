/** Which passwords may be chosen: none that is guessed soon (NIST SP 800-63B, ASVS 6.2). Nothing is asked of others. */
import type { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core'
import { refuse } from '../../errors.ts'

/** What a guesser who knows the person would try first. */
interface Owner {
  email: string
  name: string
  workspace: string
}

/** Words of this product, and long passwords that are famous. */
const commonWords = [
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

/** Fewest letters and digits that must be left of a password without the words of its owner and of this product. */
const leastOfItsOwn = 8

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')

/** `olivia-harbour-pay-2026`: each separator counts as a guess of its own, but nothing in it is hard to guess. */
function isMadeOf(words: readonly string[], password: string): boolean {
  const parts = [...new Set(words.map(fold))].filter((word) => word.length > 2)
  const longestFirst = parts.toSorted((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), fold(password))
  return lettersOf(rest.replace(/(?:19|20)\d\d/g, ' ')).length < leastOfItsOwn
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** @throws Refusal `password_common`, `password_personal` or `password_pattern` */
export async function mustBeHardToGuess(password: string, owner: Owner): Promise<void> {
  const words = [owner.email, owner.name, owner.workspace, ...commonWords].flatMap(wordsOf)
  const estimate = await load()
  // `monkey dragon master` is tried as soon as `monkeydragonmaster`
  for (const text of new Set([password, lettersOf(password)])) {
    const result = estimate.check(text, words)
    if (text && result.score < leastScore) refuse(weaknessOf(result), { field: 'next' })
  }
  if (isMadeOf(words, password)) refuse('password_personal', { field: 'next' })
}
