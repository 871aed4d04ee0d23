/** Reads the JSON of a request, within limits of length, pace, and what is held at a time. */
import { bodyParser } from '@koa/bodyparser'
import type { Context } from 'koa'
import { refuse } from '../errors.ts'
import { callerNetwork, clientAddress } from './client-address.ts'
import { atPace, documents } from './intake.ts'

/** Longest body. */
export type BodyLimit = `${number}${'kb' | 'mb'}`

const units = { kb: 1024, mb: 1024 * 1024 }

function bytesOf(limit: BodyLimit): number {
  return Number(limit.slice(0, -2)) * units[limit.slice(-2) as keyof typeof units]
}

interface Parser {
  most: number
  parse: ReturnType<typeof bodyParser>
}

const parsers = new Map<BodyLimit, Parser>()

function parserFor(limit: BodyLimit): Parser {
  const known = parsers.get(limit)
  if (known) return known
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: limit,
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    onError(error) {
      if ((error as { type?: string }).type === 'entity.too.large') refuse('body_too_large')
      refuse('bad_input', { fields: [{ field: 'body', rule: 'must be JSON' }] })
    },
  })
  const made = { most: bytesOf(limit), parse }
  parsers.set(limit, made)
  return made
}

const ignore = () => Promise.resolve()

/** Bytes; shorter bodies take less than the connection they come over, and the time for all of a request bounds them. */
const shortBody = 16 * 1024

/**
 * Reads the body into `ctx.request.body`.
 * @param whose id of the caller; their network where nobody is signed in
 * @returns what has to be called when the request is done with: until then its body counts as being held
 * @throws Refusal `body_too_large`, `bad_input`, `sending_too_much`, `too_busy`, `too_slow`
 */
export async function readJson(
  ctx: Context,
  limit: BodyLimit,
  whose = callerNetwork(clientAddress(ctx.req)),
): Promise<() => void> {
  const { most, parse } = parserFor(limit)
  const isChunked = ctx.req.headers['transfer-encoding'] !== undefined
  const bytes = isChunked ? most : Math.min(ctx.request.length ?? 0, most)
  const giveBack = documents.hold(whose, bytes)
  try {
    const parsed = parse(ctx, ignore)
    await (bytes > shortBody ? atPace(ctx.req.socket, parsed) : parsed)
    return giveBack
  } catch (error) {
    giveBack()
    throw error
  }
}
