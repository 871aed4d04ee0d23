/** The people of the demonstration: who they are in DingTalk and, for operators, how they sign in to the console. */

export interface DemoPerson {
  /** Also the name of the person's device in the simulator. */
  id: string
  name: string
  /** E.164 */
  phone: string
  role: 'iso-admin' | 'staff' | 'reviewer'
  iso?: 'harbour' | 'lotus'
  device: 'phone' | 'desktop'
  /** BCP 47; what their device is set to at first. */
  language: 'en' | 'zh-CN'
  /** userid in the DingTalk organisation; given when the person joins it. */
  dingtalkUserId: string
  /** Is a member of the organisation *Alipay Partners* from the start. */
  joined: boolean
  /** Console account, for operators only. */
  email?: string
  password?: string
  /** One sentence on what a visitor can try as this person. */
  hint: string
}

export const demoPeople: DemoPerson[] = [
  {
    id: 'olivia',
    name: 'Olivia Tan',
    phone: '+6581230001',
    role: 'iso-admin',
    iso: 'harbour',
    device: 'desktop',
    language: 'en',
    dingtalkUserId: 'olivia01',
    joined: true,
    email: 'olivia@harbourpay.example',
    password: 'harbour-lights-2026',
    hint: 'Sign in to the console and add Lin Wei as staff: Staff Management > Staff Details > Add Staff.',
  },
  {
    id: 'lin',
    name: 'Lin Wei',
    phone: '+6581230002',
    role: 'staff',
    iso: 'harbour',
    device: 'phone',
    language: 'zh-CN',
    dingtalkUserId: 'lin02',
    joined: false,
    hint: 'Once Olivia has added Lin, install DingTalk, choose Alipay Partner, and tap Agree on the Org invitation.',
  },
  {
    id: 'aroon',
    name: 'Aroon Srisuk',
    phone: '+66812340003',
    role: 'staff',
    iso: 'harbour',
    device: 'phone',
    language: 'en',
    dingtalkUserId: 'aroon03',
    joined: false,
    hint: 'Scan the QR code of Harbour Pay and ask to join.',
  },
  {
    id: 'mei',
    name: 'Mei Chen',
    phone: '+6581230004',
    role: 'staff',
    iso: 'harbour',
    device: 'phone',
    language: 'en',
    dingtalkUserId: 'mei04',
    joined: true,
    hint: 'Open Alipay+ Partner Workspace, choose Alipay+ Marketing Code and start a promotion.',
  },
  {
    id: 'ravi',
    name: 'Ravi Menon',
    phone: '+6581230005',
    role: 'reviewer',
    device: 'desktop',
    language: 'en',
    dingtalkUserId: 'ravi05',
    joined: true,
    email: 'ravi@alipayplus.example',
    password: 'careful-eyes-2026',
    hint: 'Sign in to the console and review what Mei has sent.',
  },
  {
    id: 'nok',
    name: 'Nok Phromma',
    phone: '+66812340006',
    role: 'iso-admin',
    iso: 'lotus',
    device: 'desktop',
    language: 'en',
    dingtalkUserId: 'nok06',
    joined: true,
    email: 'nok@lotusmerchant.example',
    password: 'lotus-garden-2026',
    hint: 'Sign in to the console of the other ISO: nothing of Harbour Pay is to be seen here.',
  },
]

/** Colleagues of theirs who have joined long ago: members of the organisation whose phones are not on the page. */
export const demoColleagues = [
  { dingtalkUserId: 'danielkoh11', name: 'Daniel Koh', phone: '+6581230011' },
  { dingtalkUserId: 'xiaofang12', name: '王小芳', phone: '+8613800010012' },
  { dingtalkUserId: 'somchai21', name: 'Somchai Dee', phone: '+66812340021' },
  { dingtalkUserId: 'anong23', name: 'Anong Chai', phone: '+66812340023' },
]

/** The DingTalk organisation that all staff members join. */
export const demoOrganisation = {
  corpId: 'dingalipaypartners',
  name: 'Alipay Partners',
  clientId: 'dingpartnerworkspace',
  clientSecret: 'simulated-client-secret-of-the-demo',
  agentId: '300001',
  robotCode: 'dingpartnerworkspace',
  callbackToken: 'simulated-callback-token',
  /** 43 characters, as DingTalk gives it: base64 of 32 bytes without its last "=". */
  callbackAesKey: 'c2ltdWxhdGVkLWFlcy1rZXktb2YtMzItYnl0ZXMuLi4',
  /** What the app is called in DingTalk's workbench. */
  appName: 'Partner Workspace',
  /** Field of people's profiles in which the identity stands that they chose. */
  identityField: 'Identity',
}
