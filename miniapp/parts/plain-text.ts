/** What is pasted may hold signs that nobody sees, such as those around a name copied from contacts. */

const hidden = /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/gu

/** The text without them: the service takes none, and nobody could find what is wrong. */
export function plainText(text: string): string {
  return text.replaceAll(hidden, '')
}
