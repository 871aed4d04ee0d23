/** What is kept of people with a sign-in: accounts, sessions, links to set a password. */
import { randomBytes } from 'node:crypto'
import { among, type Person, type PersonalData } from '../../personal-data/declaration.ts'
import { textAmong } from '../../database/typed.ts'
import { Accounts, PasswordLinks, Sessions } from '../model.ts'
import { hashPassword } from './passwords.ts'
import { endAll } from './sessions.ts'

const sessionsOf = ({ accounts, members, dingtalkUserIds }: Person) => ({
  $or: [{ account: textAmong(accounts) }, { subject: among([...members, ...dingtalkUserIds]) }],
})

const sessions: PersonalData = {
  collection: 'sessions',
  find: (person) =>
    Sessions.find(sessionsOf(person), {
      kind: 1,
      via: 1,
      device: 1,
      name: 1,
      createdAt: 1,
      rotatedAt: 1,
      expiresAt: 1,
    }).lean(),
  async erase(person, _, by) {
    await endAll(sessionsOf(person), 'person_erased', by)
  },
}

const links: PersonalData = {
  collection: 'passwordLinks',
  find: () => Promise.resolve([]),
  async erase({ accounts }) {
    await PasswordLinks.deleteMany({ _id: among(accounts) })
  },
}

const accounts: PersonalData = {
  collection: 'accounts',
  findsPerson: true,
  find: (person) => Accounts.find({ _id: among(person.accounts) }, { passwordHash: 0 }).lean(),
  async erase(person, name) {
    for (const _id of person.accounts) {
      const passwordHash = await hashPassword(randomBytes(32).toString('base64url'))
      await Accounts.updateOne(
        { _id },
        {
          // unique, and an address that no mail reaches
          $set: { name, email: `erased-${_id}@invalid`, passwordHash },
          $unset: { dingtalkUserId: 1, dingtalkUnionId: 1, dingtalkLinkedAt: 1 },
        },
      )
    }
  },
}

export const accountPersonalData = [sessions, links, accounts]
