/** What is kept of people whom the bot tells things: messages, wishes, what they wrote to it. */
import { among, type Person, type PersonalData } from '../../database/personal-data.ts'
import { BotQuestions, MessagePreferences, Messages, ShownLists } from '../model.ts'

const told = ({ dingtalkUserIds, accounts }: Person) => ({
  $or: [{ dingtalkUserId: among(dingtalkUserIds) }, { account: among(accounts) }],
})

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
  async erase(person) {
    await Messages.deleteMany(told(person))
    // what others were told of the person is composed again from the entry, where it is still to be sent
    await Messages.updateMany(
      { 'subject.id': among([...person.staff, ...person.accounts]) },
      { $unset: { content: 1 } },
    )
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
