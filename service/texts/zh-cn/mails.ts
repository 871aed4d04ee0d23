/** What mails say that are no card, in Simplified Chinese. `{name}` is filled in. */
import type { mails as english } from '../en/mails.ts'

export const mails: Record<keyof typeof english, string> = {
  'request.mailSubject': '{name} 的绑定申请',
  'request.mailText': '{name} 申请加入 {iso}。\n\n请在“待审核员工列表”中处理：\n{link}',
  'code.mailSubject': '{digits} 是您的合作伙伴工作台验证码',
  'linkCode.mailText':
    '您的验证码是 {digits}。\n\n它用于将一个钉钉账号关联到您的控制台账号，关联后即可免密码登录。验证码 5 分钟内有效。\n\n请勿将验证码告知他人，工作人员不会向您索要。如非本人操作，请忽略本邮件。',
  'resetCode.mailText':
    '您的验证码是 {digits}。\n\n它用于为您的控制台账号设置新密码。验证码 5 分钟内有效。\n\n请勿将验证码告知他人，工作人员不会向您索要。如非本人操作，请忽略本邮件。',
  'stepUpCode.mailText':
    '您的验证码是 {digits}。\n\n请在控制台中输入，以继续您的操作。验证码 5 分钟内有效。\n\n请勿将验证码告知他人，工作人员不会向您索要。如非本人操作，请修改密码。',
  'signIn.linkedSubject': '您的控制台账号已关联钉钉',
  'signIn.linkedText':
    '一个钉钉账号已关联到您的控制台账号（{time}），今后可免密码登录。\n\n如非本人操作，请用密码登录，并在“登录与设备”中解除关联：\n{link}',
  'signIn.passwordSubject': '您的控制台账号密码已修改',
  'signIn.passwordText':
    '您的控制台账号密码已修改（{time}），其他登录均已退出。\n\n如非本人操作，请立即联系管理员。可在这里查看已登录的设备：\n{link}',
  'signIn.guessingSubject': '有人在尝试您的控制台账号密码',
  'signIn.guessingText':
    '自 {since} 起，有人在您未使用过的设备上用错误密码尝试登录您的控制台账号 {tries} 次；最近一次是 {time}，来自 {origin}。\n\n此类设备上的登录尝试现已放慢。您仍可照常登录；在新设备上登录可能会多等几秒。\n\n如是本人操作，无需处理。如果您在其他地方也使用同一密码，请在这里更换：\n{link}',
  'signIn.unknownDevice': '未知设备',
  'passwordLink.firstSubject': '您的 {workspace} 控制台账号',
  'passwordLink.firstText':
    '已为您创建 {workspace} 的控制台账号。请在这里设置密码：\n{link}\n\n链接仅可使用一次，有效期至 {until}。过期后请向添加您的人获取新链接。\n\n如果您不了解 {workspace}，请忽略本邮件。',
  'passwordLink.againSubject': '请为您的控制台账号设置新密码',
  'passwordLink.againText':
    '已为您生成 {workspace} 控制台账号的密码重置链接：\n{link}\n\n链接仅可使用一次，有效期至 {until}。设置新密码后，所有设备上的登录都会退出。\n\n如非本人操作，请忽略本邮件，当前密码保持不变。',
}
