/** Words of Payment Verification, in Simplified Chinese. */
import type { credentials as english } from '../../en/workspace/credentials.ts'

export const credentials = {
  'credentials.screen': '支付核验',
  'credentials.which': '选择核验工具',
  'credentials.which.alipay': '仅支持支付宝的门店：在支付宝 App 中登录测试账号付款。',
  'credentials.which.linker': '其他门店：使用 Alipay+ Linker 付款，登录账号与当前钉钉账号一致。',
  'credentials.title': '您的测试账号',
  'credentials.email': '邮箱',
  'credentials.login': '登录密码',
  'credentials.payment': '支付密码',
  'credentials.masked': '已隐藏',
  'credentials.show': '显示密码',
  'credentials.hide': '隐藏密码',
  'credentials.left': '还剩 {seconds} 秒',
  'credentials.recorded': '密码显示 30 秒，每次查看都会记录，您的 ISO 可见。请勿告知他人。',
  'credentials.forTask': '本次查看已记入您的核验任务。',
  'credentials.noTask': '本次查看记为“无任务”。',
  'credentials.copy': '复制：{what}',
  'credentials.copied': '已复制',
  'credentials.notCopied': '本机不允许在此复制，请手动输入。',
  'credentials.none': '您没有测试账号',
  'credentials.noneHow':
    '仅支持支付宝的门店需用测试账号，请联系 {iso} 的管理员分配；其他门店用 Alipay+ Linker 核验。',
  'credentials.gone': '您已不能使用该测试账号',
  'credentials.goneHow': '请在支付宝 App 中退出该账号。如仍需要，请联系 {iso} 的管理员。',
} satisfies Record<keyof typeof english, string>
