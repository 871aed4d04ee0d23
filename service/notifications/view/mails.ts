/** Mails to operators, as subject and plain text. */
import { config } from '../../config.ts'
import type { StaffMember } from '../../staff/model.ts'
import { say } from './say.ts'

/** *Association request* for an ISO admin who is not linked to DingTalk. */
export function associationRequestMail(language: string, member: StaffMember, isoName: string) {
  const link = `${config().publicUrl}/console/staff/requests`
  const values = { name: member.name, iso: isoName, link }
  return {
    subject: say(language, 'request.mailSubject', values),
    text: say(language, 'request.mailText', values),
  }
}
