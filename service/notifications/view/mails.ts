/** Mails to operators, as subject and plain text. */
import { config } from '../../config.ts'
import type { StaffMember } from '../../staff/model.ts'
import { link } from './link.ts'
import { say } from './say.ts'

/** *Association request* for an ISO admin whom no card reaches; `page` is where it can be decided. */
export function associationRequestMail(language: string, member: StaffMember, isoName: string) {
  const path = '/console/staff/requests'
  const values = { name: member.name, iso: isoName, link: `${config().publicUrl}${path}` }
  return {
    subject: say(language, 'request.mailSubject', values),
    text: say(language, 'request.mailText', values),
    page: { button1Title: say(language, 'request.open'), button1Url: link(path) },
  }
}
