/** Refusals of any request: who calls, what is asked for, and how it is asked. */
import type { Catalogue } from './catalogue.ts'

export const requestProblems = {
  // the caller
  signed_out: [401, 'You are not signed in', 'Sign in and try again.'],
  session_expired: [401, 'The session has ended', 'Refresh the session or sign in again.'],
  wrong_credentials: [
    401,
    'Email and password do not match',
    'Check both and try again, or ask an admin of your company.',
  ],
  wrong_password: [
    400,
    'This is not your current password',
    'Enter the password that you sign in with now.',
  ],
  password_common: [
    400,
    'This password is too common',
    'Choose a longer one of words that do not belong together. Digits or symbols at the end do not help.',
  ],
  password_personal: [
    400,
    'This password is made of your name, your email, your company or this product',
    'Choose words that have nothing to do with you or your work.',
  ],
  password_pattern: [
    400,
    'This password is a pattern: something repeated, a row of keys or digits, or a date',
    'Choose several words that do not belong together.',
  ],
  password_link_over: [
    409,
    'This link has expired',
    'A link works once and for a limited time, and only the newest one. Ask for a new one.',
  ],
  email_in_use: [
    409,
    'This email is already in use',
    'Use another one, or look at the account that has it.',
  ],
  already_operator: [
    409,
    'This person is an operator of this workspace already',
    'Nothing was changed.',
  ],
  wrong_login_code: [
    401,
    'DingTalk does not accept this sign-in code',
    'Close the app in DingTalk and open it again.',
  ],
  other_organisation: [
    403,
    'This was opened from another DingTalk organization',
    'Choose Alipay Partners in DingTalk and open the app from there.',
  ],
  dingtalk_not_linked: [
    403,
    'This DingTalk account is not linked to a console account',
    'Sign in with email and password, or link it with a code sent to your email.',
  ],
  membership_over: [
    403,
    'The console account that is linked to this DingTalk account no longer belongs to a workspace',
    'Ask an admin of your company to add you again, or sign in with another email and its password.',
  ],
  dingtalk_linked_elsewhere: [
    409,
    'This DingTalk account is linked to another console account',
    'Unlink it there first: sign in to that account and open Sign-in and sessions.',
  ],
  account_linked_elsewhere: [
    409,
    'This console account is linked to another DingTalk account',
    'Sign in with that one or with the password, and unlink it under Sign-in and sessions.',
  ],
  link_over: [
    409,
    'DingTalk needs to confirm your identity again',
    'Choose Sign in with DingTalk again.',
  ],
  foreign_sign_in: [
    403,
    'This sign-in was not started in this browser',
    'Go back to the sign-in page and start again.',
  ],
  sign_in_over: [
    409,
    'This sign-in has been used already, or took longer than ten minutes',
    'Go back to the sign-in page and start again.',
  ],
  wrong_code: [
    400,
    'This is not the code that was sent',
    'Look at the newest email and try again.',
  ],
  code_over: [
    409,
    'This code has expired',
    'Ask for a new one: a code works for five minutes and five attempts.',
  ],
  step_up_needed: [
    403,
    'This needs a code that is sent to your email',
    'Ask for a code and enter it; then repeat the request.',
  ],
  not_allowed: [403, 'Your role does not include this', 'Ask an admin for the permission.'],
  not_associated: [
    403,
    'You do not belong to an ISO yet',
    'Ask your ISO to add you, or scan its QR code.',
  ],
  another_person: [
    409,
    'This work belongs to someone else',
    'Nothing was sent. It stays on the phone until that person signs in again.',
  ],
  workspace_suspended: [
    403,
    'The workspace is suspended',
    'Nothing is lost. The Alipay+ Partner team can resume it.',
  ],
  foreign_origin: [403, 'The request comes from another site', 'Use the app itself.'],
  // what is asked for
  not_found: [404, 'Not found', 'It was removed, or you have no access to it. Check the address.'],
  method_not_allowed: [405, 'This address does not support this method', 'See /docs.'],
  method_unknown: [501, 'This is not an HTTP method', 'Send GET, POST, PUT, PATCH or DELETE.'],
  // how it is asked
  malformed_request: [
    400,
    'This HTTP request cannot be read',
    'Check the program or the proxy that sends it.',
  ],
  request_timeout: [
    408,
    'The request did not arrive in time',
    'Send it again, on a better connection if there is one.',
  ],
  headers_too_large: [
    431,
    'The address and the headers of this request are too large',
    'Remove the cookies of this site and open it again.',
  ],
  expectation_failed: [417, 'This Expect header is not supported', 'Send the request without it.'],
  bad_input: [
    400,
    'Something in the input is not valid',
    'Correct the fields named and try again.',
  ],
  bad_cursor: [400, 'This cursor is not valid', 'Start again with the first page.'],
  body_too_large: [413, 'The content is too large', 'Send something smaller.'],
  unsupported_media: [415, 'This content type is not supported here', 'See /docs for what is.'],
  too_many_requests: [429, 'Too many attempts', 'Wait for the time given and try again.'],
  sending_too_much: [
    429,
    'You are sending too much at once',
    'Wait until what is on its way has arrived, then send this again.',
  ],
  too_busy: [
    503,
    'Too many people are sending at the moment',
    'Send it again in a few seconds; nothing was lost.',
  ],
  too_slow: [
    408,
    'The request arrived too slowly and was ended',
    'Send it again where the connection is better.',
  ],
  idempotency_key_reused: [
    422,
    'This Idempotency-Key was used for something else',
    'Use a new key for a new request.',
  ],
  idempotency_key_in_use: [
    409,
    'The first request with this Idempotency-Key is still running',
    'Wait a moment and ask again.',
  ],
} as const satisfies Catalogue
