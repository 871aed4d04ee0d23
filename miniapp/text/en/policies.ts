/** Words around deployment policies and service agreements, on the phone and on the console. */
export const policies = {
  'policy.title': 'Deployment policy',
  'policy.do': 'Do',
  'policy.dont': 'Do not',
  'policy.version': 'Version {version}, in force since {day}',
}
