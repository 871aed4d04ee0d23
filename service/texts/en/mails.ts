/** What mails say that are no card, in English. `{name}` is filled in. */
export const mails = {
  'request.mailSubject': 'Association request of {name}',
  'request.mailText':
    '{name} asks to join {iso}.\n\nApprove or reject it on the Review List:\n{link}',
  'code.mailSubject': '{digits} is your verification code for Partner Workspace',
  'linkCode.mailText':
    'Your code is {digits}.\n\nIt links a DingTalk account to your console account, which then signs in without a password. The code is valid for 5 minutes.\n\nWe will never ask you for this code. If you did not request it, ignore this email.',
  'resetCode.mailText':
    'Your code is {digits}.\n\nWith it you choose a new password for your console account. The code is valid for 5 minutes.\n\nWe will never ask you for this code. If you did not request it, ignore this email.',
  'stepUpCode.mailText':
    'Your code is {digits}.\n\nEnter it in the console to go on with what you began there. The code is valid for 5 minutes.\n\nWe will never ask you for this code. If you did not request it, change your password.',
  'signIn.linkedSubject': 'DingTalk is linked to your console account',
  'signIn.linkedText':
    'A DingTalk account was linked to your console account ({time}). From now on it signs in without a password.\n\nIf this was not you, sign in with your password and unlink it under Sign-in and sessions:\n{link}',
  'signIn.passwordSubject': 'Your console password was changed',
  'signIn.passwordText':
    'The password of your console account was changed ({time}). All other sessions have ended.\n\nIf this was not you, tell an admin at once. Your sessions are listed here:\n{link}',
  'signIn.guessingSubject': 'Someone is trying passwords of your console account',
  'signIn.guessingText':
    'Since {since}, {tries} wrong passwords were tried for your console account on devices that you have not used before; the last at {time} from {origin}.\n\nAttempts on such devices are slowed down now. You can sign in as always, also on a new device: that may take a few seconds longer.\n\nIf this was you, you need not do anything. If you use the same password elsewhere, choose another one here:\n{link}',
  'signIn.unknownDevice': 'unknown device',
  'passwordLink.firstSubject': 'Your console account for {workspace}',
  'passwordLink.firstText':
    'A console account was made for you at {workspace}. Choose your password here:\n{link}\n\nThe link works once, until {until}. Afterwards ask the person who added you for a new one.\n\nIf you do not know {workspace}, ignore this email.',
  'passwordLink.againSubject': 'Choose a new password for your console account',
  'passwordLink.againText':
    'A link to choose a new password for your console account at {workspace} was made for you:\n{link}\n\nIt works once, until {until}. With the new password you are signed out everywhere.\n\nIf you did not request it, ignore this email: your current password stays as it is.',
} as const
