/** What a person has done on their device, as the guide of the page ticks it: told by answers of the service. */
import type { IncomingMessage } from 'node:http'
import type { GuideStep } from '../state/shapes/people.ts'

const steps: { step: GuideStep; method: string; path: RegExp }[] = [
  { step: 'submitted', method: 'PUT', path: /^\/api\/v1\/submissions\/[\w-]+$/ },
  { step: 'decided', method: 'POST', path: /^\/api\/v1\/reviews\/[\w-]+\/decision$/ },
]

/** @returns undefined for what is no step, and for what the service refused */
export function guideStepOf(method = '', path = '', status = 0): GuideStep | undefined {
  if (status < 200 || status >= 300) return undefined
  const [address = ''] = path.split('?')
  return steps.find((one) => one.method === method && one.path.test(address))?.step
}

const whereLanguageIsChosen = /^\/api\/v1\/me\/(staff|operator)$/

export const choosesLanguage = (method = '', path = ''): boolean =>
  method === 'PATCH' && whereLanguageIsChosen.test(path)

/** Reads along what is sent on. @returns the language that it chooses, if any */
export async function readLanguage(incoming: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  incoming.on('data', (part: Buffer) => parts.push(part))
  await new Promise((done) => incoming.once('close', done))
  try {
    const { language } = JSON.parse(Buffer.concat(parts).toString()) as { language?: unknown }
    return typeof language === 'string' ? language : undefined
  } catch {
    // for the service to refuse
    return undefined
  }
}
