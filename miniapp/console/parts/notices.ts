/** Short words after something was done, or refused: they come and go by themselves. */
import { App } from 'antd'
import { createElement } from 'react'
import styles from './notices.module.css'
import { Failure } from '../../parts/failure.tsx'
import { useExplain } from '../../text/explain.ts'
import { isSignedOut } from '../../api/problem-error.ts'

export function useNotices() {
  const { message } = App.useApp()
  const explain = useExplain()
  return {
    // the same once more is not shown twice
    done: (text: string) => void message.success({ content: text, key: text }),
    /** @param key of a notice whose place this one takes */
    tell: (text: string, key = text) => void message.info({ content: text, key, duration: 6 }),
    refused: (error: unknown) => {
      if (isSignedOut(error)) return
      const { title: key, isFault } = explain(error)
      const words = createElement(Failure, { error, shape: 'line' })
      const content = createElement('div', { className: styles.refusal }, words)
      // a fault of ours can be reported there: that takes a while
      void message.error({ content, key, duration: isFault ? 20 : 6 })
    },
  }
}
