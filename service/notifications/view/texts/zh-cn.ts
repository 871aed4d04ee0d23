/** What the bot says, in Simplified Chinese. */
import type { TextKey } from './en.ts'

export const zhCn: Record<TextKey, string> = {
  'request.title': '关联申请',
  'request.text': '{name} 申请加入 {iso}。',
  'request.name': '姓名',
  'request.phone': '手机号',
  'request.asked': '申请时间',
  'request.approve': '通过',
  'request.reject': '拒绝',
  'request.open': '打开待审核员工列表',
  'request.waiting': '等待你处理',
  'request.approved': '{by} 已通过',
  'request.rejected': '{by} 已拒绝',
  'request.over': '已不需要处理',
  'request.notAllowed': '你的角色不能处理关联申请。',
  'welcome.title': '{name}，欢迎加入 Alipay Partners',
  'welcome.text':
    '你已成为 {iso} 的员工。下一步：打开 Partner Workspace，选择 Alipay+ Marketing Code，开始第一次推广。',
  'welcome.open': '打开 Partner Workspace',
  'review.approvedTitle': '审核通过：{store}',
  'review.rejectedTitle': '需要修改：{store}',
  'review.approvedText': '全部通过，做得好。',
  'review.rejectedText': '共 {total} 项，{rejected} 项未通过。打开查看原因和处理办法。',
  'review.store': '门店',
  'review.spots': '点位',
  'review.spotsCount': '{approved} 个通过，{rejected} 个未通过',
  'review.passed': '通过',
  'review.notPassed': '未通过',
  'review.open': '查看结果',
  'review.fix': '查看原因并修改',
}
