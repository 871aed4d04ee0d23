/** Refusals of any request: signing in, rights, what was sent, limits. */
import type { ProblemWording } from '../../problem-wording.ts'

export const requestProblems = {
  signed_out: { title: 'You are signed out', remedy: 'Sign in to continue.' },
  session_expired: { title: 'Your session has ended', remedy: 'Sign in again to continue.' },
  wrong_credentials: {
    title: 'Email and password do not match',
    remedy: 'Check both, or ask an admin of your company.',
  },
  password_common: {
    title: 'This password is too common',
    remedy:
      'Choose a longer one of words that do not belong together. Digits or symbols at the end do not help.',
  },
  password_personal: {
    title: 'This password is made of your name, your email, your company or this product',
    remedy: 'Choose words that have nothing to do with you or your work.',
  },
  password_pattern: {
    title: 'This password is a pattern: something repeated, a row of keys or digits, or a date',
    remedy: 'Choose several words that do not belong together.',
  },
  password_link_over: {
    title: 'This link has expired',
    remedy:
      'It was used, it is too old, or a newer one was made. Ask the person who gave it to you for a new one.',
  },
  email_in_use: {
    title: 'This email is already in use',
    remedy: 'Use another one.',
  },
  already_operator: {
    title: 'This person is an operator of this workspace already',
    remedy: 'Nothing was changed.',
  },
  wrong_login_code: {
    title: 'DingTalk did not confirm who you are',
    remedy: 'Close this app in DingTalk and open it again.',
  },
  wrong_password: {
    title: 'This is not your current password',
    remedy: 'Enter the password you sign in with now.',
  },
  other_organisation: {
    title: 'You came from another organization',
    remedy: 'Switch to Alipay Partners in DingTalk and open the app from there.',
  },
  dingtalk_not_linked: {
    title: 'This DingTalk account is not linked yet',
    remedy: 'Link it once with a code sent to your email, or use your password.',
  },
  membership_over: {
    title: 'Your account belongs to no workspace any more',
    remedy:
      'It is linked to this DingTalk account. Ask an admin to add you again, or sign in with another email.',
  },
  dingtalk_linked_elsewhere: {
    title: 'This DingTalk account belongs to another console account',
    remedy: 'Sign in to that account first and unlink it under Sign-in and sessions.',
  },
  account_linked_elsewhere: {
    title: 'Your console account is linked to another DingTalk account',
    remedy: 'Sign in with your password and unlink that one under Sign-in and sessions.',
  },
  link_over: {
    title: 'DingTalk needs to confirm your identity again',
    remedy: 'Go back and choose Sign in with DingTalk again.',
  },
  foreign_sign_in: {
    title: 'This sign-in was not started in this browser',
    remedy: 'You are not signed in. Start again here.',
  },
  sign_in_over: {
    title: 'This sign-in was used already or took too long',
    remedy: 'Start again. A sign-in takes at most 10 minutes and works once.',
  },
  wrong_code: {
    title: 'This is not the code we sent',
    remedy: 'Use the code from the newest email.',
  },
  code_over: {
    title: 'This verification code has expired',
    remedy: 'Request a new one. A code works for 5 minutes and 5 attempts.',
  },
  step_up_needed: {
    title: 'This needs a verification code',
    remedy: 'Request a code by email and enter it. Then try again.',
  },
  not_allowed: {
    title: 'Your role does not include this',
    remedy: 'Ask an admin for access.',
  },
  not_associated: {
    title: 'You do not belong to an ISO yet',
    remedy: 'Ask your ISO to add you, or scan its QR code.',
  },
  workspace_suspended: {
    title: 'Your ISO is suspended',
    remedy: 'Nothing is lost. Talk to the Alipay+ Partner team to have it resumed.',
  },
  foreign_origin: {
    title: 'This came from another site',
    remedy: 'Open the app itself and do it there.',
  },
  not_found: {
    title: 'Not found',
    remedy: 'It was removed, or you have no access to it. Go back to the list.',
  },
  method_unknown: {
    title: 'This page is out of date',
    remedy: 'Reload it and try again.',
  },
  malformed_request: {
    title: 'The request arrived damaged',
    remedy: 'Try again. If it happens again, use another network.',
  },
  request_timeout: {
    title: 'The connection is too slow',
    remedy: 'Try again on a better connection.',
  },
  headers_too_large: {
    title: 'This browser sends too much along',
    remedy: 'Remove the cookies of this site and open it again.',
  },
  expectation_failed: {
    title: 'The request arrived damaged',
    remedy: 'Try again. If it happens again, use another network.',
  },
  method_not_allowed: {
    title: 'This page is out of date',
    remedy: 'Reload it and try again.',
  },
  bad_input: { title: 'Some entries are not valid', remedy: 'Check what you entered.' },
  bad_cursor: { title: 'This list has changed', remedy: 'Open it again from the top.' },
  body_too_large: {
    title: 'That is too much at once',
    remedy: 'Shorten the text or choose fewer rows.',
  },
  unsupported_media: {
    title: 'This content is not supported',
    remedy: 'Reload the page and try again.',
  },
  sending_too_much: {
    title: 'You are sending too much at once',
    remedy: 'Wait until what is on its way has arrived, then try again.',
  },
  too_busy: {
    title: 'Many people are sending at the moment',
    remedy: 'Try again in a few seconds; nothing was lost.',
  },
  too_slow: {
    title: 'The connection was too slow',
    remedy: 'Try again where the connection is better.',
  },
  too_many_requests: {
    title: 'Too many attempts',
    remedy: 'Wait a minute, then try again.',
  },
  idempotency_key_reused: { title: 'This page is out of date', remedy: 'Reload it and try again.' },
  idempotency_key_in_use: {
    title: 'Still working on your first tap',
    remedy: 'Wait a moment; there is no need to tap again.',
  },
  another_person: {
    title: 'Someone else is signed in now',
    remedy: 'Nothing was sent. It stays on the phone until that person signs in again.',
  },
} satisfies Partial<ProblemWording>
