/** Refusals because the service or DingTalk is not able to. */
import type { ProblemWording } from '../../problem-wording.ts'

export const serviceProblems = {
  bad_callback: {
    title: 'This message is not from DingTalk',
    remedy: 'Nothing was changed. Tell support if this happens again.',
  },
  dingtalk_unavailable: {
    title: 'DingTalk is not responding',
    remedy: 'Try again in a minute. Nothing was lost.',
  },
  unavailable: {
    title: 'The service is not available right now',
    remedy: 'Try again in a few seconds. Nothing was lost.',
  },
  record_damaged: {
    title: 'This entry is damaged and cannot be shown',
    remedy:
      'Everything else works. Send the number below to support, and we will repair the entry.',
  },
  internal: {
    title: 'Something went wrong on our side',
    remedy: 'Try again. If it happens again, give support the number below.',
  },
} satisfies Partial<ProblemWording>
