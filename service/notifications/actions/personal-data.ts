/** What is kept of the people the bot writes to: messages, preferences, what they wrote to it. */
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { CardChanges } from '../../dingtalk/card-changes.ts'
import { BotQuestions, MessagePreferences, Messages, ShownLists, type Message } from '../model.ts'

const told = ({ dingtalkUserIds, accounts }: Person) => ({
  $or: [{ dingtalkUserId: among(dingtalkUserIds) }, { account: among(accounts) }],
})

const about = ({ staff, accounts }: Person) => ({ 'subject.id': among([...staff, ...accounts]) })

/** Changes of cards that DingTalk has not taken yet. */
async function renameOnCards(person: Person, name: string): Promise<void> {
  const cards = await Messages.find(about(person), { _id: 1 }).lean()
  const changes = CardChanges.find({ _id: among(cards.map(({ _id }) => _id)) }).lean()
  for (const { _id, params, version } of await changes) {
    const renamed = Object.entries(params).map(([key, text]) => [
      key,
      person.names.reduce((said, known) => said.replaceAll(known, name), text),
    ])
    // a newer one says what stands there now
    await CardChanges.updateOne(
      { _id, version },
      { $set: { params: Object.fromEntries(renamed) as typeof params } },
    )
  }
}

const digits = (text: string) => text.replaceAll(/\D/g, '')

/**
 * What the bot answers names people without their ids, and is kept until it has arrived. An answer that did not and that
 * has the name or the number is thrown away, though it may mean a namesake: its reader asks again.
 */
async function forgetAnswers({ names, phones }: Person): Promise<void> {
  const unsent = Messages.find(
    {
      kind: 'answers',
      status: { $in: ['waiting', 'sending', 'checking', 'failed'] },
      content: { $exists: true },
    },
    { content: 1 },
  ).lean<Pick<Message, '_id' | 'content'>[]>()
  const ids: string[] = []
  for await (const { _id, content } of unsent.cursor()) {
    const said = Object.values(content?.params ?? {}).join('\n')
    const isNamed = names.some((name) => said.includes(name))
    if (isNamed || phones.some((phone) => digits(said).includes(digits(phone)))) ids.push(_id)
  }
  await Messages.updateMany({ _id: among(ids) }, { $unset: { content: 1 } })
}

const messages: PersonalData = {
  collection: 'messages',
  find: (person) =>
    Messages.find(told(person), {
      template: 1,
      kind: 1,
      recipient: 1,
      status: 1,
      ways: 1,
      via: 1,
      content: 1,
      createdAt: 1,
    }).lean(),
  async erase(person, name) {
    await Messages.deleteMany(told(person))
    // what others were told of the person is composed again from the entry, where it is still to be sent
    await Messages.updateMany(about(person), { $unset: { content: 1 } })
    await renameOnCards(person, name)
    await forgetAnswers(person)
  },
}

const keysOf = ({ dingtalkUserIds, accounts }: Person) => [
  ...dingtalkUserIds.map((id) => `staff:${id}`),
  ...accounts.map((id) => `operator:${id}`),
]

const preferences: PersonalData = {
  collection: 'messagePreferences',
  find: (person) => MessagePreferences.find({ _id: among(keysOf(person)) }).lean(),
  async erase(person) {
    await MessagePreferences.deleteMany({ _id: among(keysOf(person)) })
  },
}

const questions: PersonalData = {
  collection: 'botQuestions',
  find: ({ dingtalkUserIds }) =>
    BotQuestions.find({ dingtalkUserId: among(dingtalkUserIds) }).lean(),
  async erase({ dingtalkUserIds }) {
    await BotQuestions.deleteMany({ dingtalkUserId: among(dingtalkUserIds) })
  },
}

const lists: PersonalData = {
  collection: 'shownLists',
  // ids of others only
  find: () => Promise.resolve([]),
  async erase({ dingtalkUserIds }) {
    await ShownLists.deleteMany({ _id: among(dingtalkUserIds) })
  },
}

export const notificationPersonalData = [messages, preferences, questions, lists]
