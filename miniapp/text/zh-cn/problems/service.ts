/** Refusals because the service or DingTalk is not able to. */
import type { ProblemWording } from '../../problem-wording.ts'

export const serviceProblems = {
  bad_callback: { title: '这条消息并非来自钉钉', remedy: '没有任何改动。如再次出现，请联系客服。' },
  dingtalk_unavailable: { title: '钉钉没有响应', remedy: '请一分钟后再试，内容不会丢失。' },
  unavailable: { title: '服务暂时不可用', remedy: '请几秒后再试，内容不会丢失。' },
  record_damaged: {
    title: '此条目已损坏，无法显示',
    remedy: '其他内容不受影响。请把下方编号告诉客服，我们会修复。',
  },
  internal: { title: '系统出了点问题', remedy: '请重试。如仍有问题，请把下方编号告诉客服。' },
} satisfies Partial<ProblemWording>
