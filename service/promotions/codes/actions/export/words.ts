/** Words of an exported list of Marketing Codes, in the language of the caller. */
import type { CodeStatus, RetireReason } from '../../../../marketing-codes/contract.ts'

interface Words {
  sheet: string
  columns: Record<'code' | 'status' | 'reason' | 'since' | 'store' | 'region' | 'staff', string>
  statuses: Record<CodeStatus, string>
  reasons: Record<RetireReason, string>
}

const en: Words = {
  sheet: 'Marketing Codes',
  columns: {
    code: 'Marketing Code',
    status: 'Status',
    reason: 'Reason',
    since: 'Last change',
    store: 'Store',
    region: 'Region',
    staff: 'Staff member',
  },
  statuses: { issued: 'Issued', bound: 'Bound', active: 'Active', retired: 'Retired' },
  reasons: { lost: 'Lost', damaged: 'Damaged' },
}

const zhCn: Words = {
  sheet: '营销码',
  columns: {
    code: '营销码',
    status: '状态',
    reason: '原因',
    since: '更新时间',
    store: '门店',
    region: '区域',
    staff: '员工',
  },
  statuses: { issued: '已发放', bound: '已绑定', active: '已生效', retired: '已停用' },
  reasons: { lost: '遗失', damaged: '损坏' },
}

/** @param language BCP 47; English when there are no words of it */
export function wordsIn(language: string): Words {
  return language === 'zh-CN' ? zhCn : en
}
