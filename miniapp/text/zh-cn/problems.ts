/** What each refusal says to the reader, in Simplified Chinese. */
import type { ProblemWording } from '../problem-wording.ts'

export const problems = {
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
  wrong_iso_email: {
    title: '这不是该 ISO 的邮箱',
    remedy: '请向出示二维码的人核对邮箱。',
  },
  bad_phone_number: {
    title: '这个号码无法使用',
    remedy: '请填写一个带区号的手机号，例如 +65 8123 4567。',
  },
  already_staff: { title: '该号码已在您的员工名单中', remedy: '请打开已有的员工记录。' },
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
  already_decided: { title: '该事项已由他人处理', remedy: '以先处理的结果为准，现已显示。' },
  own_store: {
    title: '该门店的物料由此人铺设',
    remedy: '请由其他人核验。如已提交结果，请先退回，再分配给他人。',
  },
  store_not_agreed: {
    title: '门店尚未同意铺设物料',
    remedy: '请征得门店同意并勾选，然后重新提交。',
  },
  undo_over: { title: '已无法撤销', remedy: '决定发出已超过 10 秒，或已有后续操作，现已生效。' },
  appeal_needs_another: {
    title: '该申诉针对的是您本人的审核结果',
    remedy: '请交由其他审核员处理。',
  },
  with_another_iso: {
    title: '您已属于另一家 ISO',
    remedy:
      '要转到这家，请点左上角的 Alipay Partners 切换；或请先联系该 ISO 移除您，再在这里点“同意”。',
  },
  iso_suspended: {
    title: '这家 ISO 已被暂停',
    remedy: '目前无法加入。您的答复会一直保留待处理：恢复后再点“同意”；恢复时间请咨询该 ISO。',
  },
  join_code_replaced: {
    title: '这个二维码已更换',
    remedy: '请向您的 ISO 获取新的二维码，再扫一次。',
  },
  not_a_spreadsheet: {
    title: '无法将此文件作为表格读取',
    remedy: '请另存为 XLSX 或 CSV（不设密码）后重新选择。',
  },
  spreadsheet_too_large: {
    title: '表格文件太大',
    remedy: '请只保留姓名和手机号，或拆分为多个文件。',
  },
  too_many_rows: {
    title: '一个文件中的人数过多',
    remedy: '每个文件最多 5,000 人，请拆分为多个文件。',
  },
  columns_missing: {
    title: '找不到所需的列',
    remedy: '请像模板那样，将列标题写为“姓名”和“手机号”。',
  },
  two_tables: {
    title: '文件中有两个并排的表格',
    remedy: '“姓名”和“手机号”两列出现了两次。请将第二个表格移到第一个下方，或另存为一个文件。',
  },
  no_rows: { title: '没有可以添加的人员', remedy: '请为每个人填写姓名和手机号。' },
  rows_gone: {
    title: '本次导入的明细已清除',
    remedy: '明细在导入结束后保留 90 天。相关人员可在“员工详情”中查看。',
  },
  encoding_not_chosen: {
    title: '文件中的姓名有多种读法',
    remedy: '请先选择能正确显示姓名的编码，再开始。',
  },
  file_gone: { title: '预览的原文件已不再保留', remedy: '请重新选择文件。' },
  import_changed: { title: '名单已重新检查', remedy: '请查看新的结果后再开始。' },
  no_join_link: {
    title: '钉钉没有提供加入链接',
    remedy: '钉钉组织未开启链接加入。请改为重新发送邀请。',
  },
  wrong_state: { title: '状态已发生变化', remedy: '请重新查看，了解现在可以做什么。' },
  another_person: {
    title: '当前登录的是另一位员工',
    remedy: '内容没有发送，会保留在本机，等原来的员工再次登录。',
  },
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
  product_closed: { title: '该产品暂不能推广', remedy: '请选择其他产品。如有疑问请咨询您的 ISO。' },
  always_told: { title: '此类消息不能关闭', remedy: '此类消息很少且较重要，将始终发送。' },
  no_email: {
    title: '没有您的邮箱地址',
    remedy: '消息将继续发到钉钉。如需邮件，请联系管理员添加邮箱。',
  },
  bad_callback: { title: '这条消息并非来自钉钉', remedy: '没有任何改动。如再次出现，请联系客服。' },
  dingtalk_unavailable: { title: '钉钉没有响应', remedy: '请一分钟后再试，内容不会丢失。' },
  unavailable: { title: '服务暂时不可用', remedy: '请几秒后再试，内容不会丢失。' },
  record_damaged: {
    title: '此条目已损坏，无法显示',
    remedy: '其他内容不受影响。请把下方编号告诉客服，我们会修复。',
  },
  internal: { title: '系统出了点问题', remedy: '请重试。如仍有问题，请把下方编号告诉客服。' },
} satisfies ProblemWording
