/** Refusals of any request: signing in, rights, what was sent, limits. */
import type { ProblemWording } from '../../problem-wording.ts'

export const requestProblems = {
  signed_out: { title: '您尚未登录', remedy: '请登录后继续。' },
  session_expired: { title: '登录已过期', remedy: '请重新登录后继续。' },
  wrong_credentials: { title: '邮箱与密码不匹配', remedy: '请核对后重试，或联系贵公司的管理员。' },
  password_common: {
    title: '这个密码太常见，最容易被猜到',
    remedy: '请换一个更长的密码，用几个互不相关的词组成。在末尾加数字或符号没有用。',
  },
  password_personal: {
    title: '这个密码由您的姓名、邮箱、公司或本产品的名称组成',
    remedy: '请使用与您本人和工作无关的词。',
  },
  password_pattern: {
    title: '这个密码有明显规律：重复的内容、连续的按键或数字，或者日期',
    remedy: '请使用几个互不相关的词。',
  },
  password_link_over: {
    title: '该链接已失效',
    remedy: '链接已被使用、已过期，或已有新的链接。请向提供链接的人获取新链接。',
  },
  email_in_use: { title: '该邮箱已被使用', remedy: '请使用其他邮箱。' },
  already_operator: { title: '该用户已是此工作空间的操作员', remedy: '没有任何改动。' },
  wrong_login_code: { title: '钉钉未能确认您的身份', remedy: '请在钉钉中关闭本应用，再重新打开。' },
  wrong_password: { title: '当前密码不正确', remedy: '请输入您现在登录使用的密码。' },
  other_organisation: {
    title: '您是从其他组织打开的',
    remedy: '请在钉钉中切换到 Alipay Partners，再从那里打开本应用。',
  },
  dingtalk_not_linked: {
    title: '该钉钉账号尚未关联',
    remedy: '请用邮箱验证码关联一次，也可使用密码登录。',
  },
  membership_over: {
    title: '您的账号已不属于任何工作空间',
    remedy: '您的钉钉关联的正是这个账号。请联系管理员重新添加，或用其他邮箱登录。',
  },
  dingtalk_linked_elsewhere: {
    title: '该钉钉账号已关联其他控制台账号',
    remedy: '请先登录那个账号，在“登录与设备”中解除关联。',
  },
  account_linked_elsewhere: {
    title: '您的控制台账号已关联其他钉钉账号',
    remedy: '请用密码登录，在“登录与设备”中解除那个关联。',
  },
  link_over: { title: '需要钉钉再次确认您的身份', remedy: '请返回并重新选择“用钉钉登录”。' },
  foreign_sign_in: {
    title: '这次登录不是在本浏览器发起的',
    remedy: '尚未登录。请在此重新登录。',
  },
  sign_in_over: {
    title: '这次登录已使用过，或已超时',
    remedy: '请重新开始；须在十分钟内完成，且只能使用一次。',
  },
  wrong_code: { title: '验证码不正确', remedy: '请使用最新一封邮件中的验证码。' },
  code_over: {
    title: '验证码已失效',
    remedy: '请重新获取。验证码五分钟内有效，最多可试五次。',
  },
  step_up_needed: {
    title: '此操作需要验证码',
    remedy: '请获取邮箱验证码并输入，然后重试。',
  },
  not_allowed: { title: '您的角色没有此权限', remedy: '请联系管理员开通权限。' },
  not_associated: {
    title: '您还没有加入任何 ISO',
    remedy: '请联系您的 ISO 添加您，或扫描 ISO 的二维码申请加入。',
  },
  workspace_suspended: {
    title: '您的 ISO 已被暂停',
    remedy: '数据都还在。请联系 Alipay+ 商服团队恢复。',
  },
  foreign_origin: { title: '这个请求来自其他网站', remedy: '请在本应用内操作。' },
  not_found: {
    title: '未找到相关内容',
    remedy: '它可能已被移除，或您没有权限。请返回列表。',
  },
  method_unknown: { title: '页面版本已过时', remedy: '请刷新后重试。' },
  malformed_request: { title: '请求在传输中损坏', remedy: '请重试；若仍不行，换一个网络。' },
  request_timeout: { title: '网络太慢，请求没有及时送达', remedy: '请换到更好的网络后重试。' },
  headers_too_large: {
    title: '浏览器附带的信息过多',
    remedy: '请清除本网站的 Cookie 后重新打开。',
  },
  expectation_failed: { title: '请求在传输中损坏', remedy: '请重试；若仍不行，换一个网络。' },
  method_not_allowed: { title: '页面版本已过时', remedy: '请刷新后重试。' },
  bad_input: { title: '有内容填写不正确', remedy: '请检查标红的内容。' },
  bad_cursor: { title: '列表已更新', remedy: '请从头重新打开列表。' },
  body_too_large: { title: '一次发送的内容过多', remedy: '请缩短文字或减少行数。' },
  unsupported_media: { title: '不支持这种内容', remedy: '请刷新后重试。' },
  sending_too_much: { title: '同时上传的内容过多', remedy: '请等正在上传的内容传完后再试。' },
  too_busy: { title: '当前上传的人较多', remedy: '请几秒后再试，内容不会丢失。' },
  too_slow: { title: '上传太慢，已中断', remedy: '请到网络较好的地方再试。' },
  too_many_requests: { title: '尝试次数过多', remedy: '请等一分钟再试。' },
  idempotency_key_reused: { title: '页面版本已过时', remedy: '请刷新后重试。' },
  idempotency_key_in_use: { title: '正在处理，请勿重复点击', remedy: '请稍等片刻，无需再点。' },
  another_person: {
    title: '当前登录的是另一位员工',
    remedy: '内容没有发送，会保留在本机，等原来的员工再次登录。',
  },
} satisfies Partial<ProblemWording>
