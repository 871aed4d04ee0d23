/** The language that DingTalk itself is set to, as its web views tell. */

/** A BCP 47 tag, or undefined outside DingTalk: phones put it in the user agent, the desktop in the window's name. */
export function languageOfDingTalk(): string | undefined {
  const inAgent = /DingTalk.*\blanguage\/([\w-]+)/i.exec(navigator.userAgent)?.[1]
  if (inAgent || !window.name.startsWith('{')) return inAgent
  try {
    const told = JSON.parse(window.name) as { language?: unknown }
    return typeof told.language === 'string' ? told.language : undefined
  } catch (error) {
    // a window may bear any name
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
