/** Words of an exported list, in the language of the caller. */
import type { StaffStatus } from '../../contract/association.ts'
import type { StaffMember } from '../../model.ts'

interface Words {
  sheet: string
  columns: Record<
    'name' | 'phone' | 'status' | 'since' | 'reason' | 'todo' | 'via' | 'createdAt',
    string
  >
  statuses: Record<StaffStatus, string>
  vias: Record<StaffMember['via'], string>
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
    todo: 'What to do',
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
}

const zhCn: Words = {
  sheet: '员工',
  columns: {
    name: '姓名',
    phone: '手机号',
    status: '状态',
    since: '更新时间',
    reason: '原因',
    todo: '如何处理',
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
}

/** @param language BCP 47; English when there are no words of it */
export function wordsIn(language: string): Words {
  return language === 'zh-CN' ? zhCn : en
}
