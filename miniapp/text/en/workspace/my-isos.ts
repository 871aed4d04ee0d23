/** Words for the ISOs of a person: the list at upper left, and switching. */
export const myIsos = {
  'myIsos.title': 'Alipay Partners: your ISOs',
  'myIsos.none': 'No ISO yet',
  'myIsos.present': 'You work here now',
  'myIsos.suspended': 'Suspended',
  'myIsos.present.since': 'Since {at}',
  'myIsos.wanted': 'Wants to add you',
  'myIsos.wanted.suspended': 'Wants to add you. You can switch once it is resumed.',
  'myIsos.ended.iso': '{isoName} ended it on {at}',
  'myIsos.ended.dingtalk': 'Ended on {at}: you left Alipay Partners in DingTalk',
  'myIsos.ended.self': 'You moved to another ISO on {at}',
  'myIsos.switch': 'Switch',
  'myIsos.switch.to': 'Switch to {isoName}',
  'myIsos.back': 'To work there again, ask that ISO to add you, or scan its QR code.',
  'myIsos.other': 'Another ISO? Ask it to add you, or scan its QR code. It then shows here.',

  'switching.title': 'Switch to {isoName}?',
  'switching.ends': 'Your work for {from} ends now. {from} will see that you moved.',
  'switching.sent': 'What you submitted stays with {from}. You no longer see its results here.',
  'switching.unsent':
    '{count, plural, one {# item in the outbox is not sent yet.} other {# items in the outbox are not sent yet.}} Send first: what is left here cannot be sent after switching.',
  'switching.drafts':
    '{count, plural, one {# draft stays} other {# drafts stay}} on this phone, for when you work for {from} again.',
  'switching.draftsKept': 'Drafts stay on this phone, for when you work for {from} again.',
  'switching.tasks':
    '{count, plural, one {# verification task goes back to Alipay+.} other {# verification tasks go back to Alipay+.}}',
  'switching.tasksBack': 'Open verification tasks go back to Alipay+.',
  'switching.account': 'The Alipay test account goes back to {from}.',
  'switching.accountIfAny': 'An Alipay test account goes back to {from}, if you have one.',
  'switching.return': 'To go back, {from} has to add you again.',
  'switching.suspended': '{isoName} is suspended. You can switch once it is resumed.',
  'switching.withdrawn': '{isoName} has withdrawn its invitation. Nothing has changed.',
  'switching.outbox': 'Open Outbox',
  'switching.now': 'Switch now',
  'switching.cancel': 'Stay',
  'switching.moving': 'Switching…',
}
