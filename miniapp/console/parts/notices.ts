/** Short words after something was done, or refused: they come and go by themselves. */
import { App } from 'antd'
import { useText } from '../../text/texts.tsx'
import { isSignedOut, useExplain } from './trouble.tsx'

export function useNotices() {
  const { message } = App.useApp()
  const { t } = useText()
  const explain = useExplain()
  return {
    // the same once more is not shown twice
    done: (text: string) => void message.success({ content: text, key: text }),
    /** @param key of a notice whose place this one takes */
    tell: (text: string, key = text) => void message.info({ content: text, key, duration: 6 }),
    refused: (error: unknown) => {
      if (isSignedOut(error)) return
      const { title, remedy, requestId } = explain(error)
      const number = requestId && t('common.requestId', { requestId })
      const words = [t('common.refusal', { title, remedy }), number].filter(Boolean).join(' ')
      void message.error({ content: words, key: words, duration: 6 })
    },
  }
}
