/** The first message to a person who joined: it names the next step. */
import { message } from '../../notifications/message.ts'
import { link } from '../../notifications/view/link.ts'
import { say } from '../../texts/say.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { findById } from '../actions/associate.ts'
import { staffAssociated } from '../events.ts'
import { recipientsOf } from './recipient.ts'

export const welcomeMessage = message({
  template: 'welcome',
  kind: 'association',
  membersOnly: true,
  on: staffAssociated,
  handler: 'welcome',
  to: ({ subject }) => recipientsOf(subject.id),
  async find({ subject, dingtalkUserId }) {
    const member = await findById(subject.id)
    if (member?.status !== 'associated' || member.dingtalkUserId !== dingtalkUserId) {
      return undefined
    }
    const iso = await findWorkspace(member.iso)
    return { name: member.name, isoName: iso.name }
  },
  card: ({ name, isoName }, { language }) => ({
    title: say(language, 'welcome.title', { name }),
    text: say(language, 'welcome.text', { iso: isoName }),
    buttons: [
      { id: 'open', title: say(language, 'welcome.open'), style: 'primary', url: link('/') },
    ],
  }),
})
