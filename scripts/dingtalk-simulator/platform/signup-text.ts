/** DingTalk's text message to a person who is invited and has no DingTalk yet, in the language of their phone. */

const texts: Record<string, (organisation: string) => string> = {
  en: (organisation) =>
    `[DingTalk] ${organisation} invites you to DingTalk. Install DingTalk, sign in with this phone number, choose “Alipay Partner” as your identity, and tap “Agree” on the Org invitation.`,
  'zh-CN': (organisation) =>
    `【钉钉】${organisation} 邀请您使用钉钉。请安装钉钉，用本手机号登录，身份请选择“支付宝合作伙伴”，再在组织邀请中点“同意”。`,
  'zh-TW': (organisation) =>
    `【釘釘】${organisation} 邀請您使用釘釘。請安裝釘釘，以此手機號碼登入，身分請選擇「支付寶合作夥伴」，再於組織邀請中點「同意」。`,
  ja: (organisation) =>
    `【DingTalk】${organisation} から DingTalk への招待です。DingTalk をインストールし、この電話番号でログインして、利用者区分で「Alipay Partner」を選び、組織への招待で「同意」をタップしてください。`,
  ko: (organisation) =>
    `[DingTalk] ${organisation}에서 DingTalk에 초대했습니다. DingTalk을 설치하고 이 전화번호로 로그인한 뒤 사용자 유형으로 ‘Alipay Partner’를 선택하고, 조직 초대에서 ‘동의’를 탭하세요.`,
  th: (organisation) =>
    `[DingTalk] ${organisation} เชิญคุณใช้ DingTalk ติดตั้ง DingTalk เข้าสู่ระบบด้วยหมายเลขโทรศัพท์นี้ เลือก “Alipay Partner” เป็นประเภทผู้ใช้ แล้วแตะ “ยินยอม” ในคำเชิญเข้าร่วมองค์กร`,
  ms: (organisation) =>
    `[DingTalk] ${organisation} menjemput anda menggunakan DingTalk. Pasang DingTalk, log masuk dengan nombor telefon ini, pilih “Alipay Partner” sebagai identiti anda, kemudian ketik “Setuju” pada jemputan organisasi.`,
  id: (organisation) =>
    `[DingTalk] ${organisation} mengundang Anda memakai DingTalk. Pasang DingTalk, masuk dengan nomor telepon ini, pilih “Alipay Partner” sebagai identitas Anda, lalu ketuk “Setuju” pada undangan organisasi.`,
  vi: (organisation) =>
    `[DingTalk] ${organisation} mời bạn dùng DingTalk. Hãy cài đặt DingTalk, đăng nhập bằng số điện thoại này, chọn danh tính “Alipay Partner”, rồi nhấn “Đồng ý” trong lời mời vào tổ chức.`,
}

const english = texts['en'] as (organisation: string) => string

/** Other kinds of Chinese than these two read the script of their region. */
const inTraditional = /^zh-(?:tw|hk|mo|hant)/i

/** @param language BCP 47 */
export function signupText(language: string, organisation: string): string {
  const [primary = ''] = language.split('-')
  const chinese = inTraditional.test(language) ? 'zh-TW' : 'zh-CN'
  const known = texts[primary === 'zh' ? chinese : primary] ?? english
  return known(organisation)
}
