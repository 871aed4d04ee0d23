/** `contact:erase`: removes the contact of a store from a visit. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { eraseContact } from '../../../service/privacy/actions/erase-contact.ts'
import { command, Refused } from '../command.ts'

const remedies = {
  no_such_visit:
    'There is no visit with this id: it stands at the end of its address in the console.',
  in_review: 'This visit is in review, for which its contact is there. Decide it first.',
}

export const contactErase = command({
  name: 'contact:erase',
  summary: 'Erase the contact of a store who asks for it: name, number and free words of a visit',
  more:
    'It cannot be undone. The visit stays, with its photos, spots and decisions; so do other visits to the store,\n' +
    'which have contacts of their own. By themselves contacts go after RETENTION_STORE_CONTACTS_DAYS.',
  options: {
    visit: { value: '<id>', about: 'of a visit that is decided', needed: true },
  },
  input: z.object({ visit: z.string().check(z.trim(), z.minLength(1), z.maxLength(64)) }),
  database: 'prepared',
  async run({ visit }) {
    const outcome = await eraseContact(visit, atConsole)
    if (outcome !== 'erased') throw new Refused(outcome, remedies[outcome])
    return {
      lines: ['Done. The visit has no contact and no free words any more.'],
      data: { visit },
    }
  },
})
