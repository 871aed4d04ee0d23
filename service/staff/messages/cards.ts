/** What the domain tells people, in one list. */
import { consentMessage } from './consent.ts'
import { requestMessage } from './request.ts'
import { welcomeMessage } from './welcome.ts'

export const staffMessages = [requestMessage, consentMessage, welcomeMessage]
