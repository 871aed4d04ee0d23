/** Short words after something was done, or refused: they come and go by themselves. */
import { App } from 'antd'
import { isSignedOut, useExplain } from './trouble.tsx'

export function useNotices() {
  const { message } = App.useApp()
  const explain = useExplain()
  return {
    done: (text: string) => void message.success(text),
    tell: (text: string) => void message.info({ content: text, duration: 6 }),
    refused: (error: unknown) => {
      if (isSignedOut(error)) return
      const { title, remedy } = explain(error)
      void message.error({ content: `${title}. ${remedy}`, duration: 6 })
    },
  }
}
