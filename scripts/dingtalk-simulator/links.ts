/** Links of DingTalk's own scheme, which wrap the address of a page and say how the client opens it. */

export interface Wrapped {
  /** What is opened. */
  url: string
  /** On desktops it opens inside DingTalk. */
  inside: boolean
}

/** @param link any link, also one that wraps nothing */
export function unwrapped(link: string, device: 'phone' | 'desktop' = 'phone'): Wrapped {
  const plain = { url: link, inside: false }
  if (!URL.canParse(link)) return plain
  const { protocol, searchParams } = new URL(link)
  if (protocol !== 'dingtalk:') return plain
  const other = searchParams.get(device === 'desktop' ? 'pcLink' : 'mobileLink')
  if (other) return unwrapped(other, device)
  const inner = searchParams.get('url') ?? searchParams.get('redirect_url')
  return inner ? { url: inner, inside: searchParams.get('pc_slide') === 'true' } : plain
}
