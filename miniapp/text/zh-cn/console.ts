/** Words of the console, in Simplified Chinese. */
import type { consoleTexts as english } from '../en/console.ts'

export const consoleTexts = {} satisfies Record<keyof typeof english, string>
