/** What the bot says, in English. `{name}` is filled in. */
export const en = {
  'request.title': 'Association request',
  'request.text': '{name} asks to join {iso}.',
  'request.name': 'Name',
  'request.phone': 'Phone',
  'request.asked': 'Asked',
  'request.approve': 'Approve',
  'request.reject': 'Reject',
  'request.open': 'Open Review List',
  'request.waiting': 'Waiting for you',
  'request.approved': 'Approved by {by}',
  'request.rejected': 'Rejected by {by}',
  'request.over': 'No longer waiting',
  'request.notAllowed': 'Your role does not include deciding on requests.',
  'request.mailSubject': 'Association request of {name}',
  'request.mailText':
    '{name} asks to join {iso}.\n\nApprove or reject it on the Review List:\n{link}',
  'welcome.title': 'Welcome to Alipay Partners, {name}',
  'welcome.text':
    'You now work for {iso}. Next: open Partner Workspace, choose Alipay+ Marketing Code and start your first promotion.',
  'welcome.open': 'Open Partner Workspace',
  'review.approvedTitle': 'Approved: {store}',
  'review.rejectedTitle': 'Needs a change: {store}',
  'review.approvedText': 'All of it is approved. Well done.',
  'review.rejectedText': '{rejected} of {total} did not pass. Open it to see why and what to do.',
  'review.store': 'Store',
  'review.spots': 'Spots',
  'review.spotsCount': '{approved} approved, {rejected} not passed',
  'review.passed': 'Passed',
  'review.notPassed': 'Not passed',
  'review.open': 'See the result',
  'review.fix': 'See why and fix it',
} as const

export type TextKey = keyof typeof en
