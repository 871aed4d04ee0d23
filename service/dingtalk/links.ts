/**
 * Links to our pages that DingTalk opens inside itself: a plain one opens in a browser on desktops, where the person is
 * not signed in.
 */
import { config } from '../config.ts'

/** Whether a link leads to a page of this service. */
function isOwn(url: string): boolean {
  const { publicUrl } = config()
  return url === publicUrl || ['/', '?', '#'].some((next) => url.startsWith(publicUrl + next))
}

/**
 * The link as messages carry it: on desktops it opens in the side panel of the client, on phones over the whole screen.
 * Links to other sites stay as they are.
 */
export function insideDingTalk(url: string): string {
  if (!isOwn(url)) return url
  return `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(url)}&pc_slide=true`
}

/** Parameters of cards and of the robot's templates that hold what a button opens. */
const isLink = (name: string) =>
  /^(?:button\d*Url\d*|actionURL\d*|singleURL|messageUrl)$/.test(name)

/** The parameters of a card or a message with their links as DingTalk is to open them. */
export function withLinksInside(params: Record<string, string>): Record<string, string> {
  const inside = ([name, value]: [string, string]) => [
    name,
    isLink(name) ? insideDingTalk(value) : value,
  ]
  return Object.fromEntries(Object.entries(params).map(inside)) as Record<string, string>
}
