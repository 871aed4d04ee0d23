/** One-to-one commands to the bot: taken once, answered once, with the rights that the person has in the console. */
import { Accounts } from '../../accounts/model.ts'
import { languages } from '../../texts/contract.ts'
import { clock } from '../../clock.ts'
import { insertRow } from '../../database/rows.ts'
import { transaction } from '../../database/transaction.ts'
import type { BotMessage } from '../../dingtalk/bot-messages.ts'
import { findUserByUnionId } from '../../dingtalk/login-page.ts'
import { system } from '../../http/callers.ts'
import type { EventOf } from '../../outbox/event.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers } from '../../staff/model.ts'
import { BotQuestions, Messages, ShownLists, type Asked } from '../model.ts'
import { understand, type Command } from '../rules/commands.ts'
import { params } from '../view/card.ts'
import { languageName, languageNamed, say, sayList } from '../../texts/say.ts'
import { commandName, commandWords } from '../view/command-words.ts'
import * as answers from './answers.ts'
import type { Answer } from './answers.ts'
import { whoAsks } from '../../staff/messages/asker.ts'
import type { Recipient } from '../message.ts'
import type { Asker } from '../people.ts'
import { decideByNumber } from './decide-by-number.ts'
import { messageIdOf, tell } from './send.ts'
import { botAsked } from '../events.ts'

/** Longest text that is kept; a command has no more. */
const longest = 1_000

/** Takes what a person wrote, in the transaction that notes that it has come. Groups are not answered. */
export async function hear(message: BotMessage): Promise<void> {
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
  const set = { $set: { language: named } }
  if (asker.account) await Accounts.updateOne({ _id: asker.account }, set)
  if (asker.staff) await StaffMembers.updateOne({ _id: asker.staff.id }, set)
  return say(named, 'language.set')
}

function notUnderstood(
  language: string,
  command: Extract<Command, { verb: 'unknown' }>,
  isSpoken: boolean,
): Answer {
  const { nearest } = command
  const text = command.text.slice(0, 40)
  if (!text) return { text: say(language, isSpoken ? 'unknown.notHeard' : 'unknown.notText') }
  if (!nearest)
    return { text: say(language, isSpoken ? 'unknown.heard' : 'unknown.other', { text }) }
  const word = commandName(language, nearest)
  return { text: say(language, 'unknown.nearest', { text, word }) }
}

/** Answers that only read. Undefined: the command changes something, or shows what will be referred to. */
async function read(
  asker: Asker,
  language: string,
  command: Command,
  isSpoken: boolean,
): Promise<Answer | undefined> {
  if (!asker.operators.length && !asker.staff) return answers.nobody(asker, language)
  switch (command.verb) {
    case 'help':
      return answers.help(asker, language)
    case 'pending':
      return answers.pending(asker, language)
    case 'today':
      return answers.today(asker, language)
    case 'me':
      return answers.me(asker, language)
    case 'tasks':
      return answers.tasks(asker, language)
    case 'unknown':
      return notUnderstood(language, command, isSpoken)
    default:
      return undefined
  }
}

/** Inside the transaction that writes the answer, so that both happen once. */
async function act(asker: Asker, language: string, command: Command): Promise<Answer> {
  if (command.verb === 'approve' || command.verb === 'reject') {
    return { text: await decideByNumber(asker, language, command) }
  }
  const wanted = command.verb === 'language' ? command.wanted : ''
  return { text: await setLanguage(asker, language, wanted) }
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
  const asker = await whoAsks(dingtalkUserId)
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
    await tell(told, [to], { template: 'answer', form: 'text', content: () => said })
  })
}
