/** Text that was refused, in a form that shows a person what is wrong with it. */

/** What steers a device, ends a line, turns the direction of what follows, or is half of a pair. */
const unseen = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Each such sign becomes U+FFFD: it can be seen, turns nothing around, and no door takes it as a part of a name. */
export const visible = (text: string): string => text.replace(unseen, '\ufffd')

/** The same for a cell, where a tab or a line end is a space. */
export const visibleCell = (text: string): string => visible(text.replace(/[\t\r\n]+/g, ' '))
