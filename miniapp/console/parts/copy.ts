/** Puts a text on the clipboard; where that is forbidden, shows the text to be copied by hand. */
import { App } from 'antd'
import { copy } from '../../dingtalk/clipboard.ts'

/** Seconds for which a text to be copied by hand stays. */
const byHand = 20

export function useCopy() {
  const { message } = App.useApp()
  /** @param done what to say once it is copied */
  return async (text: string, done: string) => {
    if (await copy(text)) void message.success(done)
    else void message.info({ content: text, duration: byHand })
  }
}
