/** Refusals through others or through ourselves: DingTalk, an outage, a fault. */
import type { Catalogue } from './catalogue.ts'

export const serviceProblems = {
  // DingTalk
  bad_callback: [400, 'This callback is not from DingTalk', 'Check token, key and time.'],
  dingtalk_unavailable: [
    503,
    'DingTalk is not responding',
    'Try again in a minute; nothing was lost.',
  ],
  // ourselves
  unavailable: [
    503,
    'The service is not available right now',
    'Try again in a few seconds; the request may have arrived, and it is safe to send it again.',
  ],
  record_damaged: [
    500,
    'This entry is damaged and cannot be shown',
    'Everything else works. Send the request id to support, and we will repair the entry.',
  ],
  internal: [
    500,
    'Something went wrong on our side',
    'Try again; if it happens again, tell us the request id.',
  ],
} as const satisfies Catalogue
