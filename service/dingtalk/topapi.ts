/** Calls of the old API with the app's token, repeated where a short wait may help. */
import { objectOf, type Answer } from './answers.ts'
import { unpromised } from './errors.ts'
import { postOld } from './old-api.ts'
import { withRetries } from './retries.ts'
import { withToken } from './tokens.ts'

/** @throws DingTalkError */
export function post(path: string, body: Answer): Promise<Answer> {
  return withRetries(() => withToken('old', (token) => postOld(path, token, body)))
}

/** @throws DingTalkError when the answer holds none */
export function resultOf(answer: Answer): Answer {
  const result = objectOf(answer['result'])
  if (result) return result
  throw unpromised('old')
}
