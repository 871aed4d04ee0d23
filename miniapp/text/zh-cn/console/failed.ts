/** Words of the list of failed deliveries, in Simplified Chinese. */
import type { failed as english } from '../../en/console/failed.ts'

export const failed = {
  'failed.about': '变更之后未能通知钉钉或未能完成的事项，多次尝试或确认无法成功后停止。',
  'failed.empty': '没有失败的投递',
  'failed.emptyHow': '无法完成的投递会连同原因列在这里。',
  'failed.why': '{handler} 失败，代码 {code}',
  'failed.died': '处理它的进程每次都中途退出。',
  'failed.retried': '正在重新尝试。',
  'failed.retryWhat': '重新尝试 {type}',
} satisfies Record<keyof typeof english, string>
