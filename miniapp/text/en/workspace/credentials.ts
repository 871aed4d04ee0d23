/** Words of Payment Verification: which app to pay with, and the test account for it. */
export const credentials = {
  'credentials.screen': 'Payment Verification',
  'credentials.which': 'Which app to pay with',
  'credentials.which.alipay':
    'The store takes only Alipay: pay in the Alipay app, signed in with your test account.',
  'credentials.which.linker':
    'Any other store: pay in Alipay+ Linker, signed in with the account that you use in DingTalk.',
  'credentials.title': 'Your test account',
  'credentials.email': 'Email',
  'credentials.login': 'Login password',
  'credentials.payment': 'Payment password',
  'credentials.masked': 'hidden',
  'credentials.show': 'Show passwords',
  'credentials.hide': 'Hide passwords',
  'credentials.left': '{seconds, plural, one {# second left} other {# seconds left}}',
  'credentials.recorded':
    'Passwords show for 30 seconds. Your ISO sees every time you view them. Show them to no one.',
  'credentials.forTask': 'This view is recorded for your verification task.',
  'credentials.noTask': 'This view is recorded without a task.',
  'credentials.copy': 'Copy: {what}',
  'credentials.copied': 'Copied',
  'credentials.notCopied': 'This phone does not allow copying here. Type it instead.',
  'credentials.none': 'No test account is assigned to you',
  'credentials.noneHow':
    'For stores that take only Alipay you need one: ask your admin at {iso}. All others you verify with Alipay+ Linker.',
  'credentials.gone': 'You no longer have the test account',
  'credentials.goneHow':
    'Sign out of it in the Alipay app. If you still need one, ask your admin at {iso}.',
}
