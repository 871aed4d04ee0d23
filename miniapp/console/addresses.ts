/** Addresses of the console's pages; mails and cards may hold them, so they stay. */

/** The address with a query string in front of which the `?` may be missing or not. */
function withSearch(path: string, search = ''): string {
  const query = search.replace(/^\?/, '')
  return query ? `${path}?${query}` : path
}

export const addresses = {
  home: '/console',
  staff: (search?: string) => withSearch('/console/staff', search),
  staffMember: (id: string, search?: string) => withSearch(`/console/staff/${id}`, search),
  requests: (search?: string) => withSearch('/console/staff/requests', search),
  addMany: '/console/staff/add-many',
  staffImport: (id: string) => `/console/staff/imports/${id}`,
  joinCode: '/console/join-code',
  account: '/console/account',
  /** Where links to set a password lead. */
  password: '/console/password',
  /** Where DingTalk's sign-in page sends people back to; registered there. */
  dingtalk: '/console/dingtalk',
  queue: '/console/reviews',
  decided: '/console/reviews/decided',
  failed: '/console/failed-deliveries',
  /** Not `/console/dingtalk`, to which sign-ins return. */
  dingtalkState: '/console/dingtalk-state',
  messages: (search?: string) => withSearch('/console/messages', search),
  preferences: '/console/preferences',
  settings: '/console/settings',
  serviceAgreement: '/console/service-agreement',
  policies: (search?: string) => withSearch('/console/policies', search),
  isos: (search?: string) => withSearch('/console/isos', search),
  iso: (id: string, search?: string) => withSearch(`/console/isos/${id}`, search),
  inspections: (search?: string) => withSearch('/console/inspections', search),
  inspection: (id: string, search?: string) => withSearch(`/console/inspections/${id}`, search),
  promotions: (search?: string) => withSearch('/console/promotions', search),
  submission: (id: string) => `/console/submissions/${id}`,
  codes: (search?: string) => withSearch('/console/marketing-codes', search),
  code: (code: string, search?: string) => withSearch(`/console/marketing-codes/${code}`, search),
  testAccounts: '/console/test-accounts',
  review: (id: string) => `/console/reviews/${id}`,
}
