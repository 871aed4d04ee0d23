/** Refusals about visits, photos, tasks, accounts and messages. */
import type { ProblemWording } from '../../problem-wording.ts'

export const workProblems = {
  account_taken: {
    title: '该账号暂不能分配',
    remedy: '请另选一个：它刚被分配，或需先更换密码。',
  },
  passwords_unreadable: {
    title: '暂时无法打开这些密码',
    remedy: '没有显示任何内容，也没有留下查看记录。请联系 ISO 更换测试账号，或稍后再试。',
  },
  has_account: { title: '此人已有一个测试账号', remedy: '请先收回原来的账号。' },
  task_there: { title: '该门店已有未完成的核验任务', remedy: '请重新分配原任务，或选择其他门店。' },
  code_unknown: {
    title: '有营销码不在您 ISO 的清单中',
    remedy: '请移除它，改扫 ISO 发给您的营销码。',
  },
  code_taken: {
    title: '有营销码已绑定其他点位',
    remedy: '请移除它，换一个营销码；如绑定有误，请联系您的 ISO。',
  },
  photo_missing: {
    title: '有照片尚未送达',
    remedy: '照片会自动重新发送，随后提交本次推广。请联网并保持应用打开。',
  },
  same_id_other_content: {
    title: '已提交过，且内容不同',
    remedy: '请到“结果”中查看已收到的内容。',
  },
  revision_superseded: { title: '已有更新的版本', remedy: '请重新打开，查看最新版本。' },
  not_a_photo: { title: '无法读取这张照片', remedy: '请重新拍一张。' },
  photo_is_heic: {
    title: '这张照片是 HEIC（HEIF）格式',
    remedy:
      '请关闭该格式后重新拍摄。iPhone：设置 > 相机 > 格式 > 兼容性最佳；三星：相机 > 设置 > 高效图片；小米、OPPO、vivo、华为：相机 > 设置 > HEIF 或 HEIC 格式。',
  },
  photo_too_large: { title: '照片太大', remedy: '请用相机重新拍一张。' },
  photo_too_many_pixels: {
    title: '照片像素过高',
    remedy:
      '最高支持 1.2 亿像素（渐进式或隔行扫描的照片为 6000 万）。请在相机中选择较低分辨率后重拍。',
  },
  link_expired: { title: '链接已失效', remedy: '请重新打开页面获取新链接。' },
  policy_not_agreed: {
    title: '请先同意铺设规范',
    remedy: '内容不会丢失：请阅读并同意铺设规范，随后会重新发送。',
  },
  iso_not_agreed: {
    title: '您的 ISO 尚未同意服务协议',
    remedy: '内容不会丢失：请联系 ISO 的管理员在控制台同意，然后重新发送。',
  },
  newer_version: {
    title: '已有更新的版本',
    remedy: '请关闭后重新打开，阅读最新版本。',
  },
  valid_from_too_early: {
    title: '生效日期过早',
    remedy: '请选择今天或以后、且晚于上一版本生效日期的日期。',
  },
  product_closed: { title: '该产品暂不能推广', remedy: '请选择其他产品。如有疑问请咨询您的 ISO。' },
  always_told: { title: '此类消息不能关闭', remedy: '此类消息很少且较重要，将始终发送。' },
  no_email: {
    title: '没有您的邮箱地址',
    remedy: '消息将继续发到钉钉。如需邮件，请联系管理员添加邮箱。',
  },
} satisfies Partial<ProblemWording>
