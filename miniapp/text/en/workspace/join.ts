/** Words for joining an ISO and for seeing where the request stands. */
export const join = {
  'join.bar': 'Join',
  'join.title': 'Join {isoName}',
  'join.intro':
    '{isoName} reviews your request. Then DingTalk invites you to Alipay Partners. When DingTalk asks for your identity, choose Alipay Partner.',
  'join.email': 'ISO email',
  'join.email.hint': 'The person who showed you the QR code has it.',
  'join.email.missing': 'Enter the email of the ISO.',
  'join.email.other':
    'This is not the email of {isoName}. Ask the person who showed you the QR code.',
  'join.email.wrong': 'Enter the whole address, such as name@company.com.',
  'join.name': 'Your name',
  'join.name.wrong': 'Write your name as your ISO knows it.',
  'join.country': 'Country code',
  'join.phone': 'Phone number',
  'join.phone.missing': 'Write your phone number.',
  'join.phone.hint': 'The one you use in DingTalk.',
  'join.ask': 'Ask to join',
  'join.unknown.title': 'This QR code is not valid',
  'join.unknown.words': 'Ask your ISO for its newest QR code and scan it again.',
  'join.unknown.open': 'Open Partner Workspace',

  'join.stand.title': 'Status of your request',
  'join.again': 'Ask again',
  'join.checkDetails': 'Review my details',
  'join.noAnswer':
    'No answer in a day? Check your name and number, and ask your ISO whether it has seen the request.',
  'join.enter': 'Start working',
  'join.messages': 'Go to my messages',
  'join.step.asked': 'You asked to join',
  'join.step.decided': 'Your ISO approves',
  'join.step.invited': 'Org invitation in DingTalk',
  'join.step.in': 'Joined',

  'join.now.requested': 'Your request is with the ISO',
  'join.now.approved': '{isoName} approved your request',
  'join.now.invited': 'Tap “Agree” in DingTalk',
  'join.now.associated': 'You have joined',
  'join.now.rejected': '{isoName} rejected your request',
  'join.now.invitation_failed': 'DingTalk could not invite you',
  'join.now.removed': '{isoName} has ended your access',
  'join.now.left': 'You no longer belong to {isoName}',
  'join.next.requested': 'You can close this page; it updates automatically.',
  'join.next.approved': 'DingTalk is sending your Org invitation. It comes in a moment.',
  'join.next.invited':
    'Open the Org invitation in your DingTalk messages and agree to join Alipay Partners. Your identity in DingTalk must be Alipay Partner.',
  'join.next.associated': 'You work for {isoName} now. You can start your first promotion.',
  'join.next.rejected': 'Fix what is named below, then ask again.',
  'join.next.invitation_failed': 'Here is why, and what helps.',
  'join.next.removed': 'Talk to your ISO if this is a mistake. You can ask again.',
  'join.next.left': 'You can ask to join again.',

  'join.failure.bad_phone_number':
    'DingTalk does not know this phone number. Ask again with the number you use in DingTalk.',
  'join.failure.name_refused':
    'DingTalk does not accept your name as it was given. Tell your ISO the name in your ID.',
  'join.failure.too_many_organisations':
    'You are already in five organizations that are not verified. Leave one of them in DingTalk, then tell your ISO.',
  'join.failure.organisation_full':
    'Alipay Partners is full. Your ISO has been told and can invite you again later.',
  'join.failure.userid_conflict':
    'Your DingTalk account conflicts with another one. Contact your ISO.',
  'join.failure.with_another_iso':
    'You belong to another ISO. To switch, tap Alipay Partners at upper left on Work. Or ask that ISO to remove you; the invitation then comes automatically.',
  'join.failure.declined': 'You declined. Ask again if you have changed your mind.',
  'join.failure.not_reachable':
    'The bot could not reach you in DingTalk. Your ISO can send the invitation again.',
  'join.failure.dingtalk_unavailable':
    'DingTalk did not answer. Your ISO can send the invitation again.',
  'join.failure.quota_used_up':
    'DingTalk accepts no more invitations for now. Yours comes automatically later; you need not do anything.',
  'join.failure.not_set_up':
    'Alipay+ cannot invite people in DingTalk right now. Your ISO has been told; the invitation then comes automatically.',
  'join.failure.department_refused':
    'DingTalk does not accept the name of your ISO. The invitation comes automatically once Alipay+ has changed that.',
  'join.failure.other': 'DingTalk gave no clear reason. Tell your ISO.',
  'join.failure.code': 'Give your ISO this number: DingTalk error code {errcode}.',

  'offer.title': '{isoName} wants to add you',
  'offer.words':
    'If you agree, you work for {isoName} here. If you decline, nothing changes for you.',
  'offer.more':
    '{count, plural, one {Another ISO wants to add you too.} other {# other ISOs want to add you too.}}',
  'offer.suspended':
    '{isoName} is suspended. You can agree once it is resumed; it keeps waiting for your answer.',
  'offer.agree': 'Agree',
  'offer.decline': 'Decline',
  'offer.declined': 'Declined. {isoName} will see it.',
  'suspended.title': '{isoName} is suspended',
  'suspended.words':
    'You cannot work for it right now. Nothing is lost: your drafts stay on this phone, and this page continues once it is resumed. Ask your ISO when.',
  'standing.title': 'Join your ISO first',
  'standing.intro': 'You have not joined an ISO yet. There are two ways:',
  'standing.ended.iso': '{isoName} ended your access',
  'standing.ended.dingtalk': 'You are no longer in Alipay Partners in DingTalk',
  'standing.ended.self': 'You moved from {isoName} to another ISO',
  'standing.ended.when': 'On {at}. What you submitted before stays with your ISO.',
  'standing.ended.next.iso':
    'If this is a mistake, ask your admin at {isoName}. To work again, there are two ways in:',
  'standing.ended.next.dingtalk':
    'That ended your work for {isoName} too. To work again, ask your admin there, or use one of two ways in:',
  'standing.ended.next.self':
    'To work for {isoName} again, ask your admin there to add you. There are two ways in:',
  'standing.qr.title': 'Scan the QR code of your ISO',
  'standing.qr.words': 'Then ask to join; your ISO approves or rejects.',
  'standing.added.title': 'Your ISO adds you',
  'standing.added.words': 'Tap “Agree” on the Org invitation in your DingTalk messages.',
  'standing.scan': 'Scan QR code',
  'standing.movesOn': 'Once you have agreed, this page continues automatically.',
  'standing.trouble.code': 'This is not the QR code of an ISO. Try the one your ISO gave you.',
  'standing.trouble.scanner': 'The scanner did not open. Scan the code with DingTalk itself.',
}
