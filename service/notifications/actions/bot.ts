/** One-to-one commands to the bot: taken once, answered once, with the rights that the person has in the console. */
import { languages } from '../../texts/contract.ts'
import { clock } from '../../clock.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import type { BotMessage } from '../../dingtalk/bot-messages.ts'
import { findUserByUnionId } from '../../dingtalk/login-page.ts'
import { system } from '../../http/callers.ts'
import type { EventOf } from '../../outbox/event.ts'
import { record } from '../../outbox/record.ts'
import { BotQuestions, Messages, ShownLists, type Asked } from '../model.ts'
import { roles, type Part } from '../command.ts'
import { commandsFor, people } from '../registry.ts'
import { understand, type Command, type Verb } from '../rules/commands.ts'
import { params } from '../view/card.ts'
import { languageName, languageNamed, say, sayList, type Reader } from '../../texts/say.ts'
import { commandName, commandWords } from '../view/command-words.ts'
import type { Recipient } from '../message.ts'
import type { Asker } from '../people.ts'
import { messageIdOf, tell } from './send.ts'
import { botAsked } from '../events.ts'

/** Longest text that is kept; a command has no more. */
const longest = 1_000

/** Takes what a person wrote, in the transaction that notes that it has come. Groups are not answered. */
export async function takeQuestion(message: BotMessage): Promise<void> {
  const { messageId, userId, unionId, text, isSpoken, isPrivate } = message
  if (!isPrivate) return
  const row: Asked = {
    _id: messageId,
    dingtalkUserId: userId,
    ...(userId ? {} : { dingtalkUnionId: unionId }),
    text: text.slice(0, longest),
    ...(isSpoken ? { spoken: true } : {}),
    at: clock.now(),
  }
  await insertRow(BotQuestions, row)
  await record(botAsked, {
    tenant: 'platform',
    // one answer after the other, in the order of the questions
    id: `bot:${userId || unionId}`,
    by: system,
    data: { question: messageId },
  })
}

/** Sets the language in the transaction that answers. */
async function setLanguage(asker: Asker, language: string, wanted: string): Promise<string> {
  const named = languageNamed(wanted)
  const all = sayList(language, languages.map(languageName))
  if (wanted && !named) return say(language, 'language.unknown', { all })
  if (!named) {
    const others = languages.filter((one) => one !== language).map(languageName)
    const now = { language: languageName(language), others: sayList(language, others) }
    const how = say(language, 'language.how', { example: others[0] ?? '' })
    return `${say(language, 'language.now', now)}\n${how}`
  }
  await people().setLanguage(asker, named)
  return say(named, 'language.set')
}

function notUnderstood(
  language: string,
  command: Extract<Command, { verb: 'unknown' }>,
  isSpoken: boolean,
): Part {
  const { nearest } = command
  const text = command.text.slice(0, 40)
  if (!text) return { text: say(language, isSpoken ? 'unknown.notHeard' : 'unknown.notText') }
  if (!nearest)
    return { text: say(language, isSpoken ? 'unknown.heard' : 'unknown.other', { text }) }
  const word = commandName(language, nearest)
  return { text: say(language, 'unknown.nearest', { text, word }) }
}

/** What to do for a person in the organisation who belongs to no ISO. */
function tellOutsider({ former }: Asker, language: string): string {
  if (!former) return say(language, 'outsider.new')
  return say(language, former.suspended ? 'outsider.suspended' : 'outsider.left', {
    iso: former.iso,
  })
}

/** Commands to which a person gets all that there is; to others, what waits for them in their first role. */
const tellsAll: ReadonlySet<Verb> = new Set(['today', 'me'])

async function partsOf(asker: Asker, reader: Reader, command: Command): Promise<Part[]> {
  const parts: Part[] = []
  if (command.verb === 'unknown') return parts
  const { operators } = asker
  const declared = commandsFor(command.verb)
  for (const role of roles) {
    for (const { answer } of declared.filter((one) => one.as === role)) {
      parts.push(...(await answer({ asker, reader, command, operators })))
    }
    if (parts.length && !tellsAll.has(command.verb)) break
  }
  return parts
}

/** What is said where no domain has anything to say. */
function nothing({ staff }: Asker, language: string, { verb }: Command): string {
  if (verb === 'today') return say(language, 'today.nothing')
  return say(language, verb === 'pending' && !staff ? 'request.notAllowed' : 'tasks.none')
}

/** A line stands right under a line; what has several lines is set apart. */
function joined(texts: readonly string[]): string {
  const isLine = (text = '') => !text.includes('\n')
  return texts.reduce((all, text, index) => {
    if (!index) return text
    return `${all}${isLine(text) && isLine(texts[index - 1]) ? '\n' : '\n\n'}${text}`
  }, '')
}

async function answerTo(asker: Asker, language: string, command: Command): Promise<Part> {
  const parts = await partsOf(asker, { language, timeZone: asker.timeZone }, command)
  if (command.verb === 'me') {
    parts.push({ text: say(language, 'me.language', { language: languageName(language) }) })
  }
  if (!parts.length) return { text: nothing(asker, language, command) }
  const { button } = parts.find(({ isUrgent }) => isUrgent) ?? parts.find((one) => one.button) ?? {}
  const { list } = parts.find((one) => one.list) ?? {}
  const text = joined(parts.map((one) => one.text))
  return { text, ...(button ? { button } : {}), ...(list ? { list } : {}) }
}

/** Answers that only read. Undefined: the command changes something. */
async function read(
  asker: Asker,
  language: string,
  command: Command,
  isSpoken: boolean,
): Promise<Part | undefined> {
  if (!asker.operators.length && !asker.staff) return { text: tellOutsider(asker, language) }
  if (command.verb === 'unknown') return notUnderstood(language, command, isSpoken)
  const isChange =
    command.verb === 'language' || commandsFor(command.verb).some(({ changes }) => changes)
  return isChange ? undefined : answerTo(asker, language, command)
}

/** Inside the transaction that writes the answer, so that both happen once. */
async function act(asker: Asker, language: string, command: Command): Promise<Part> {
  if (command.verb !== 'language') return answerTo(asker, language, command)
  return { text: await setLanguage(asker, language, command.wanted) }
}

/** Tenant under which what the bot says to them is kept. */
function tenantOf({ operators, staff }: Asker): string {
  const [operator] = operators
  if (operator) return operator.workspace.id
  return staff?.iso.id ?? 'platform'
}

function asRecipient(asker: Asker, language: string): Recipient {
  const { dingtalkUserId, name, account } = asker
  return { kind: account ? 'operator' : 'staff', name, language, dingtalkUserId, account }
}

/** Userid of the person who asked; undefined for a person outside the organisation. @throws DingTalkError */
async function askedBy({ dingtalkUserId, dingtalkUnionId }: Asked): Promise<string | undefined> {
  if (dingtalkUserId || !dingtalkUnionId) return dingtalkUserId || undefined
  return findUserByUnionId(dingtalkUnionId)
}

/** Answers a question; a second run finds the answer there. */
export async function answer(event: EventOf<typeof botAsked>): Promise<void> {
  const question = await BotQuestions.findById(event.data.question).lean<Asked>()
  const dingtalkUserId = question && (await askedBy(question))
  // a person the robot reaches is in the organisation
  if (!question || !dingtalkUserId) return
  const { text, spoken: isSpoken = false } = question
  // what DingTalk writes before it has listened is also the name of a command, which changes nothing
  const isUnheard = isSpoken && text === 'pending'
  const given = messageIdOf(event, dingtalkUserId)
  if (await Messages.exists({ _id: given })) return
  const { command, language: spoken } = understand(text, commandWords)
  const asker = await people().findAsker(dingtalkUserId)
  const language = asker.language ?? spoken ?? asker.likelyLanguage ?? 'en'
  const known = await read(asker, language, command, isSpoken)
  await transaction(async () => {
    const reply = known ?? (await act(asker, language, command))
    if (reply.list) {
      const set = { staff: reply.list, at: clock.now() }
      await ShownLists.updateOne({ _id: dingtalkUserId }, { $set: set }, { upsert: true })
    }
    const said = params({
      title: reply.button ? say(language, 'bot.name') : '',
      text: isUnheard ? `${reply.text}\n\n${say(language, 'speech.notYet')}` : reply.text,
      buttons: reply.button ? [{ id: 'open', style: 'primary', ...reply.button }] : [],
    })
    const told = { ...event, tenant: tenantOf(asker), data: {} }
    const to = asRecipient(asker, language)
    await tell(told, [to], {
      template: 'answer',
      kind: 'answers',
      form: 'text',
      content: () => said,
    })
  })
}
