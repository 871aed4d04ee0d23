/** Words of results, in Simplified Chinese. */
import type { results as english } from '../../en/workspace/results.ts'

export const results = {
  'results.live': '您自己的拜访会立即显示。每月汇总数据延迟一天。',
  'results.filter': '按状态查看',
  'results.all': '全部',
  'results.search': '按门店名称搜索',
  'results.search.clear': '清除搜索',
  'results.notFound': '没有名为“{search}”的门店',
  'results.none': '没有此状态的内容',
  'results.empty.title': '还没有提交过',
  'results.empty.words': '您提交的每次拜访及其结果都会显示在这里。',
  'results.spots.approved': '{count} 个通过',
  'results.spots.rejected': '{count} 个未通过',
  'results.spots.inReview': '{count} 个审核中',
  'results.revision': '第 {revision} 版',

  'reason.store': '门店',
  'reason.label': '{title}未通过的原因',
  'reason.title': '{title}：未通过',
  'reason.other': '其他原因',
  'reason.note': '审核员说明',

  'result.title': '结果',
  'result.onItsWay': '正在发送：打开待发送',
  'result.explanation': '您的申诉说明',
  'result.timeline': '进展记录',
  'result.timeline.submitted': '已提交',
  'result.timeline.modified': '已修改：第 {revision} 版',
  'result.timeline.appealed': '已申诉：第 {revision} 版',
  'result.timeline.decided': '已审核',
  'result.revisions': '历史版本',
  'result.revision': '第 {revision} 版',
  'result.modify': '修改',
  'result.appeal': '申诉',

  'appeal.title': '申诉',
  'appeal.words': '审核员会再次查看相同的照片，并阅读您的说明。',
  'appeal.label': '为什么这样没有问题？',
  'appeal.short': '请用一句话说明理由。',
  'appeal.send': '提交申诉',
  'appeal.sent': '申诉已提交，正在重新审核。',
} satisfies Record<keyof typeof english, string>
