/** Reads the JSON of a request, within limits of length, pace, and what is held at a time. */
import { bodyParser } from '@koa/bodyparser'
import type { Context } from 'koa'
import { refuse } from '../errors.ts'
import { waitAtMinimumRate, type Intake } from './intake.ts'

/** Longest body. */
export type BodyLimit = `${number}${'kb' | 'mb'}`

const units = { kb: 1024, mb: 1024 * 1024 }

function bytesOf(limit: BodyLimit): number {
  return Number(limit.slice(0, -2)) * units[limit.slice(-2) as keyof typeof units]
}

interface Parser {
  maxBytes: number
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
  const made = { maxBytes: bytesOf(limit), parse }
  parsers.set(limit, made)
  return made
}

const ignore = () => Promise.resolve()

/** Bytes; shorter bodies take less than the connection they come over, so they are not held. */
const shortBody = 16 * 1024

export interface Whose {
  intake: Intake
  /** Id of the caller; their network if not signed in. */
  whose: string
}

/** A body longer than a short one, or whose length is not told. */
async function readHeld(ctx: Context, { maxBytes, parse }: Parser, { intake, whose }: Whose) {
  const { req } = ctx
  const isChunked = req.headers['transfer-encoding'] !== undefined
  const declared = isChunked ? 0 : Math.min(ctx.request.length ?? 0, maxBytes)
  const held = intake.hold(whose, declared, req.socket)
  try {
    const parsed = parse(ctx, ignore)
    let growing = parsed
    if (isChunked) {
      // beside the listener of the parser, which is there by now
      const refused = Promise.withResolvers<never>()
      let come = 0
      req.on('data', (chunk: Buffer) => {
        come += chunk.length
        try {
          if (come > shortBody) held.grow(Math.min(come, maxBytes))
        } catch (error) {
          refused.reject(error)
        }
      })
      growing = Promise.race([parsed, refused.promise])
    }
    await held.received(growing)
    return held.giveBack
  } catch (error) {
    held.giveBack()
    throw error
  }
}

/**
 * Reads the body into `ctx.request.body`.
 * @param held the sender, and where bodies of more than 16 kB count
 * @returns what has to be called when the request is done with: until then its body counts as being held
 * @throws Refusal `body_too_large`, `bad_input`, `sending_too_much`, `too_busy`, `too_slow`
 */
export async function readJson(
  ctx: Context,
  limit: BodyLimit,
  held: Whose,
): Promise<(() => void) | undefined> {
  const parser = parserFor(limit)
  const isChunked = ctx.req.headers['transfer-encoding'] !== undefined
  const longest = isChunked ? parser.maxBytes : Math.min(ctx.request.length ?? 0, parser.maxBytes)
  if (longest > shortBody) return readHeld(ctx, parser, held)
  await waitAtMinimumRate(ctx.req.socket, parser.parse(ctx, ignore))
  return undefined
}
