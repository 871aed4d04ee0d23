/** A process of its own for the crash tests: invites a person up to a given step, says so, and waits to be killed. */
import { configure } from '../../../service/config.ts'
import { connectDatabase } from '../../../service/database/connection.ts'
import { createUser } from '../../../service/dingtalk/contacts.ts'
import type { EventRow } from '../../../service/outbox/model.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { findById } from '../../../service/staff/actions/associate.ts'
import { staffReactions } from '../../../service/staff/handlers.ts'
import { inDepartment } from '../../../service/workspaces/actions/workspaces.ts'
import { joinReactions } from '../../../service/outbox/handlers.ts'

export type Step = 'committed' | 'called' | 'recorded'

/** DingTalk has the call, and nothing here has its answer. */
async function callOnly(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (!member) throw new Error('no one to invite')
  const { name, phone } = member
  await inDepartment(member.iso, (departmentId) => createUser({ name, phone, departmentId }))
}

const { inviteToOrganisation: invite } = joinReactions(staffReactions)['staff.added'] ?? {}

const work: Record<Step, (event: EventRow) => Promise<void>> = {
  committed: async () => undefined,
  called: callOnly,
  recorded: async (event) => invite?.(event),
}

await connectDatabase(configure().mongodbUri)
const step = process.argv[2] as Step
startRelay({
  reactions: {
    'staff.added': {
      inviteToOrganisation: async (event) => {
        await work[step](event)
        console.log(step)
        await new Promise(() => undefined)
      },
    },
  },
})
