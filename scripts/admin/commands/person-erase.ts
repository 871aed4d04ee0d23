/** `person:erase`: replaces the name and the numbers of a person everywhere. */
import * as z from 'zod/mini'
import { atConsole } from '../../../service/http/callers.ts'
import { personalData } from '../../../service/domains.ts'
import {
  erasePerson,
  erasureObstacle,
  type ErasureObstacle,
} from '../../../service/privacy/actions/erase.ts'
import { LastManager } from '../../../service/team/actions/remove.ts'
import { command, Refused } from '../command.ts'
import { describe, subjectCalled, subjectInput, subjectOptions } from '../data-subject.ts'

const remedies: Record<ErasureObstacle, string> = {
  still_with_iso:
    'An ISO has this person, is asked by them or invites them. It has to remove them first, under Staff Details.',
  still_in_dingtalk:
    'DingTalk still has this person in the organisation. Wait until the removal has gone through, or mend it first.',
  last_manager:
    'Without this person a workspace has no administrator. Add another one first, with operator:add.',
}

export const personErase = command({
  name: 'person:erase',
  summary: 'Erase a person: name and numbers are replaced, figures and the audit log stay',
  more:
    'It cannot be undone. What DingTalk has is not touched: cards and messages stay on phones. Backups have the\n' +
    'person until they are thrown away: erase again after a restore.',
  options: {
    ...subjectOptions,
    yes: { about: 'really do it; without this the command only says what it would do' },
  },
  input: z.object({ ...subjectInput, yes: z._default(z.boolean(), false) }),
  database: 'prepared',
  async run({ yes, ...given }) {
    const person = await subjectCalled(given)
    const found = { staff: person.staff, accounts: person.accounts }
    const reason = await erasureObstacle(person)
    if (reason) throw new Refused(reason, remedies[reason])
    if (!yes) {
      return {
        lines: [
          'This would be erased:',
          ...(await describe(person)),
          'Nothing was changed: repeat the command with --yes.',
        ],
        data: { ...found, erased: false },
      }
    }
    const name = await erasePerson(person, personalData, atConsole).catch((error: unknown) => {
      if (error instanceof LastManager) throw new Refused('last_manager', remedies.last_manager)
      throw error
    })
    return {
      lines: [`Done. Screens and lists show the person as "${name}".`],
      data: { ...found, erased: true, name },
    }
  },
})
