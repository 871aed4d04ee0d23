/** Texts of card and screen: those of a domain stand in service/texts and miniapp/text, in every language. */
import type { Language } from '../../../service/texts/contract.ts'

const en = {
  title: 'Badges',
  none: 'No badges yet',
  noneHow: 'A badge that is ordered stands here.',
  number: 'Number',
  state: 'State',
  ordered: 'Ordered',
  sent: 'Sent',
  received: 'Received',
  send: 'Send',
  cardTitle: 'Your badge is on its way',
  have: 'I have it',
}
const zh: typeof en = {
  title: '工牌',
  none: '暂无工牌',
  noneHow: '已申请的工牌会显示在这里。',
  number: '编号',
  state: '状态',
  ordered: '已申请',
  sent: '已寄出',
  received: '已收到',
  send: '寄出',
  cardTitle: '你的工牌已寄出',
  have: '我已收到',
}
export const textsIn = (language: string) => ({ en, 'zh-CN': zh })[language as Language] ?? en
