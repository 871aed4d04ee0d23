/** Words of the console. */
export const consoleTexts = {}
