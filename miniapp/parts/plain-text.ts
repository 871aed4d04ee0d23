/** What is pasted may hold invisible signs, such as those around a name copied from contacts. */

const hidden = /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/gu

/** The text without them: the service takes none, and the mistake could not be found. */
export function plainText(text: string): string {
  return text.replaceAll(hidden, '')
}
