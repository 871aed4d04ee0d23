/** Draws the part of Markdown that DingTalk's messages know: headings, lists, quotes, bold, italic, links, line breaks. */
import type { ReactNode } from 'react'

const inlineParts = /(\*\*[^*]+\*\*|\*[^*\s][^*]*\*|!?\[[^\]]*\]\([^)\s]+\)|https?:\/\/[^\s)<>"]+)/

function inline(line: string, open: (url: string) => void): ReactNode[] {
  return line.split(inlineParts).map((part, index) => {
    const link = /^!?\[([^\]]*)\]\(([^)\s]+)\)$/.exec(part)
    const [label, url] = link ? [link[1] || link[2], link[2]] : [part, part]
    if (url && (link || /^https?:\/\//.test(part)))
      return (
        <button type="button" className="link" key={index} onClick={() => open(url)}>
          {label}
        </button>
      )
    if (/^\*\*.+\*\*$/.test(part)) return <strong key={index}>{part.slice(2, -2)}</strong>
    if (/^\*[^*]+\*$/.test(part)) return <em key={index}>{part.slice(1, -1)}</em>
    return part
  })
}

const listItem = /^\s*(?:[-*+]|(\d+[.)]))\s+(.*)$/

interface MarkdownProps {
  text: string
  open: (url: string) => void
}

export function Markdown({ text, open }: MarkdownProps) {
  return (
    <div className="markdown">
      {text
        .split(/\r?\n/)
        .filter((line) => line.trim())
        .map((line, index) => {
          const heading = /^#{1,6}\s+(.*)$/.exec(line)
          if (heading) return <h4 key={index}>{inline(heading[1] ?? '', open)}</h4>
          const item = listItem.exec(line)
          if (item) {
            const [, number, words = ''] = item
            return (
              <p className="markdown-item" data-numbered={number !== undefined} key={index}>
                {number && <span>{number} </span>}
                {inline(words, open)}
              </p>
            )
          }
          const quote = /^>\s?(.*)$/.exec(line)
          if (quote) return <blockquote key={index}>{inline(quote[1] ?? '', open)}</blockquote>
          return <p key={index}>{inline(line, open)}</p>
        })}
    </div>
  )
}
