/** Words of exported submissions, in the language of the caller. */
import type { ItemStatus } from '../../contract/content.ts'

interface Words {
  sheet: string
  columns: Record<
    | 'submittedAt'
    | 'store'
    | 'address'
    | 'region'
    | 'staff'
    | 'product'
    | 'status'
    | 'spots'
    | 'approvedSpots'
    | 'rejectedSpots'
    | 'revision'
    | 'decidedAt',
    string
  >
  statuses: Record<ItemStatus, string>
}

const en: Words = {
  sheet: 'Promotions',
  columns: {
    submittedAt: 'Submitted',
    store: 'Store',
    address: 'Address',
    region: 'Region',
    staff: 'Staff',
    product: 'Product',
    status: 'Status',
    spots: 'Spots',
    approvedSpots: 'Approved spots',
    rejectedSpots: 'Rejected spots',
    revision: 'Revision',
    decidedAt: 'Reviewed',
  },
  statuses: { in_review: 'In review', approved: 'Approved', rejected: 'Rejected' },
}

const zhCn: Words = {
  sheet: '推广记录',
  columns: {
    submittedAt: '提交时间',
    store: '门店',
    address: '地址',
    region: '区域',
    staff: '员工',
    product: '产品',
    status: '状态',
    spots: '点位数',
    approvedSpots: '已通过点位数',
    rejectedSpots: '未通过点位数',
    revision: '版本',
    decidedAt: '审核时间',
  },
  statuses: { in_review: '审核中', approved: '已通过', rejected: '未通过' },
}

/** @param language BCP 47; English when there are no words of it */
export function wordsIn(language: string): Words {
  return language === 'zh-CN' ? zhCn : en
}
