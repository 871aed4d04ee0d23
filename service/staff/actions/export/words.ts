/** Words of an exported list, in the language of whoever exports it. */
import type { InvitationFailure, StaffStatus } from '../../contract.ts'
import type { StaffMember } from '../../model.ts'

interface Words {
  sheet: string
  columns: Record<'name' | 'phone' | 'status' | 'since' | 'reason' | 'via' | 'createdAt', string>
  statuses: Record<StaffStatus, string>
  vias: Record<StaffMember['via'], string>
  failures: Record<InvitationFailure, string>
  otherIdentity: string
}

const en: Words = {
  sheet: 'Staff',
  columns: {
    name: 'Name',
    phone: 'Phone number',
    status: 'Status',
    since: 'Last change',
    reason: 'Reason',
    via: 'Added by',
    createdAt: 'Added',
  },
  statuses: {
    requested: 'Requested',
    approved: 'Approved',
    invited: 'Invited',
    associated: 'Associated',
    rejected: 'Rejected',
    invitation_failed: 'Invitation failed',
    removed: 'Removed',
    left: 'Left',
  },
  vias: { iso: 'The ISO', request: 'Request by QR code' },
  otherIdentity: 'Signed in, other identity',
  failures: {
    bad_phone_number: 'DingTalk does not know this phone number',
    name_refused: 'DingTalk does not accept the name',
    too_many_organisations: 'The person is in too many DingTalk organizations',
    organisation_full: 'Alipay Partners is full in DingTalk',
    userid_conflict: 'DingTalk has another entry for this person',
    with_another_iso: 'The person belongs to another ISO',
    declined: 'The person declined',
    not_reachable: 'The question did not reach the person in DingTalk',
    dingtalk_unavailable: 'DingTalk did not answer',
    quota_used_up: 'Alipay+ has used up this month’s DingTalk quota',
    not_set_up: 'Alipay+ has no permission to invite in DingTalk',
    department_refused: 'DingTalk does not accept a department for the company',
    other: 'DingTalk refused the invitation',
  },
}

const zhCn: Words = {
  sheet: '员工',
  columns: {
    name: '姓名',
    phone: '手机号',
    status: '状态',
    since: '更新时间',
    reason: '原因',
    via: '来源',
    createdAt: '录入时间',
  },
  statuses: {
    requested: '申请中',
    approved: '已通过',
    invited: '已邀请',
    associated: '已加入',
    rejected: '已拒绝',
    invitation_failed: '邀请失败',
    removed: '已移除',
    left: '已退出',
  },
  vias: { iso: 'ISO 添加', request: '本人申请' },
  otherIdentity: '已登录，身份不符',
  failures: {
    bad_phone_number: '钉钉查不到这个手机号',
    name_refused: '钉钉不接受此姓名',
    too_many_organisations: '此人加入的钉钉组织已达上限',
    organisation_full: '钉钉中的 Alipay Partners 人数已满',
    userid_conflict: '钉钉中已有此人的另一条记录',
    with_another_iso: '此人属于另一家 ISO',
    declined: '本人已拒绝',
    not_reachable: '钉钉消息未能送达本人',
    dingtalk_unavailable: '钉钉没有响应',
    quota_used_up: 'Alipay+ 本月的钉钉调用次数已用完',
    not_set_up: 'Alipay+ 没有在钉钉中邀请成员的权限',
    department_refused: '钉钉不接受以公司名称建立的部门',
    other: '钉钉拒绝了邀请',
  },
}

/** @param language BCP 47; English when there are no words of it */
export function wordsIn(language: string): Words {
  return language === 'zh-CN' ? zhCn : en
}
