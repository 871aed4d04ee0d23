/** Why an invitation failed and what to do about it, in the words of sheets: the exported list, the report of an import. */
import type { InvitationFailure } from '../contract/association.ts'

/** What happened, and what to do. */
type Words = [what: string, todo: string]

const en: Record<InvitationFailure, Words> = {
  bad_phone_number: ['DingTalk does not know this phone number', 'Correct it in Staff Details.'],
  name_refused: [
    'DingTalk does not accept the name',
    'Cancel in Staff Details, and add the person under the name in their ID.',
  ],
  too_many_organisations: [
    'The person is in too many DingTalk organizations',
    'Ask the person to leave one, then resend the invitation.',
  ],
  organisation_full: [
    'Alipay Partners is full in DingTalk',
    'Tell the Alipay+ Partner team, and resend the invitation later.',
  ],
  userid_conflict: ['DingTalk has another entry for this person', 'Tell the Alipay+ Partner team.'],
  with_another_iso: [
    'The person belongs to another ISO',
    'Nothing to do: they are invited automatically when that ISO removes them.',
  ],
  declined: ['The person declined', 'Talk to the person, then resend the invitation.'],
  not_reachable: [
    'The question did not reach the person in DingTalk',
    'Ask the person to open Partner Workspace in DingTalk, or resend the invitation.',
  ],
  dingtalk_unavailable: ['DingTalk did not answer', 'Resend the invitation in Staff Details.'],
  quota_used_up: [
    'Alipay+ has used up this month’s DingTalk quota',
    'Nothing to do: they are invited automatically next month.',
  ],
  not_set_up: ['Alipay+ has no permission to invite in DingTalk', 'Tell the Alipay+ Partner team.'],
  department_refused: [
    'DingTalk does not accept a department for the company',
    'Tell the Alipay+ Partner team.',
  ],
  other: [
    'DingTalk refused the invitation',
    'Resend it in Staff Details, or tell the Alipay+ Partner team.',
  ],
}

const zhCn: Record<InvitationFailure, Words> = {
  bad_phone_number: ['钉钉查不到这个手机号', '请在“员工详情”中更正。'],
  name_refused: ['钉钉不接受此姓名', '请在“员工详情”中取消，再用证件上的姓名添加。'],
  too_many_organisations: ['此人加入的钉钉组织已达上限', '请对方退出一个组织，然后重新发送邀请。'],
  organisation_full: [
    'Alipay Partners 在钉钉的人数已满',
    '请联系 Alipay+ 商服团队，稍后重新发送邀请。',
  ],
  userid_conflict: ['钉钉中已有此人的另一条记录', '请联系 Alipay+ 商服团队。'],
  with_another_iso: ['此人属于另一家 ISO', '无需操作，对方退出后会自动邀请。'],
  declined: ['本人已拒绝', '请与本人沟通，之后可重新发送邀请。'],
  not_reachable: ['钉钉消息未能送达本人', '请本人在钉钉中打开合作伙伴工作台，或重新发送邀请。'],
  dingtalk_unavailable: ['钉钉没有响应', '请在“员工详情”中重新发送邀请。'],
  quota_used_up: ['Alipay+ 本月的钉钉调用次数已用完', '无需操作，下个月会自动邀请。'],
  not_set_up: ['Alipay+ 没有在钉钉中邀请成员的权限', '请联系 Alipay+ 商服团队。'],
  department_refused: ['钉钉不接受以公司名称建立的部门', '请联系 Alipay+ 商服团队。'],
  other: ['钉钉拒绝了邀请', '请在“员工详情”中重新发送，或联系 Alipay+ 商服团队。'],
}

/** @param language BCP 47; English when there are no words of it */
export const failureWords = (language: string): Record<InvitationFailure, Words> =>
  language === 'zh-CN' ? zhCn : en
