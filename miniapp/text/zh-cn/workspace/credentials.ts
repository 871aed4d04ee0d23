/** Words of Payment Verification, in Simplified Chinese. */
import type { credentials as english } from '../../en/workspace/credentials.ts'

export const credentials = {
  'credentials.screen': '支付验证',
  'credentials.which': '用哪个应用付款',
  'credentials.which.alipay': '门店只支持支付宝：在支付宝 App 中登录您的测试账号付款。',
  'credentials.which.linker': '其他门店：在 Alipay+ Linker 中付款，登录您在钉钉使用的账号。',
  'credentials.title': '您的测试账号',
  'credentials.email': '邮箱',
  'credentials.login': '登录密码',
  'credentials.payment': '支付密码',
  'credentials.masked': '已隐藏',
  'credentials.show': '显示密码',
  'credentials.hide': '隐藏密码',
  'credentials.left': '还剩 {seconds} 秒',
  'credentials.recorded': '密码显示 30 秒。您每次查看，您的 ISO 都能看到。请勿告诉他人。',
  'credentials.forTask': '本次查看已记入您的核查任务。',
  'credentials.noTask': '本次查看记为“无任务”。',
  'credentials.copy': '复制：{what}',
  'credentials.copied': '已复制',
  'credentials.notCopied': '这部手机不允许在此复制，请手动输入。',
  'credentials.none': '您没有测试账号',
  'credentials.noneHow':
    '只支持支付宝的门店需要测试账号，请向 {iso} 的管理员索取。其他门店用 Alipay+ Linker 验证。',
  'credentials.gone': '这个测试账号已不归您使用',
  'credentials.goneHow': '请在支付宝 App 中退出该账号。如仍需要，请向 {iso} 的管理员索取。',
} satisfies Record<keyof typeof english, string>
