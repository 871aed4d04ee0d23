/** The link to pass on where no Org invitation arrives: DingTalk's own, into the department of the ISO. */
import { joinLink } from '../../dingtalk/contacts.ts'
import { asRefusal } from '../../dingtalk/errors.ts'
import { refuse } from '../../errors.ts'
import { inDepartment } from '../../workspaces/actions/workspaces.ts'
import type { StaffMember } from '../model.ts'
import { mayHappen } from '../../states/machine.ts'
import { staffMachine } from '../rules/association.ts'

/**
 * @throws Refusal `wrong_state` for a person without an open invitation, `no_join_link` when joining by link is
 * switched off in DingTalk, `dingtalk_unavailable`
 */
export async function joinLinkFor(member: StaffMember): Promise<string> {
  if (!mayHappen(staffMachine, 'associate', member.status)) {
    refuse('wrong_state', { about: { status: member.status } })
  }
  try {
    return (await inDepartment(member.iso, joinLink)) ?? refuse('no_join_link')
  } catch (error) {
    throw asRefusal(error)
  }
}
