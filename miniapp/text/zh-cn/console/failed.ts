/** Words of the list of failed deliveries, in Simplified Chinese. */
import type { failed as english } from '../../en/console/failed.ts'

export const failed = {
  'failed.about':
    '变更后同步到钉钉等后续处理失败的事项：已多次重试，或重试无效。请再次重试，或把代码告知服务运维人员。',
  'failed.empty': '没有失败的同步',
  'failed.emptyHow': '未能同步的事项会连同原因列在这里。',
  'failed.type': '事件',
  'failed.reason': '原因',
  'failed.subject': '对象',
  'failed.at': '时间',
  'failed.why': '{handler} 失败，代码 {code}',
  'failed.died': '每次处理时进程都意外退出。',
  'failed.retried': '正在重新尝试。',
  'failed.retryWhat': '重新尝试 {type}',
} satisfies Record<keyof typeof english, string>
