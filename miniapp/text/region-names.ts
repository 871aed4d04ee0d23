/** Names of countries, regions and currencies in the reader's language. */

/** Where products in mainland China write another name than browsers have. */
const customary: Record<string, Record<string, string>> = {
  'zh-CN': { HK: '中国香港', MO: '中国澳门', TW: '中国台湾' },
}

/** @returns the name of a region by its ISO 3166-1 code; a code without a name stands for itself */
export function regionNames(language: string): (code: string) => string {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return (code) => customary[language]?.[code] ?? names.of(code) ?? code
}

/** @returns the name of a currency with its ISO 4217 code, such as `Singapore Dollar (SGD)` */
export function currencyNames(language: string): (code: string) => string {
  const names = new Intl.DisplayNames([language], { type: 'currency' })
  return (code) => {
    const name = names.of(code)
    return name && name !== code ? `${name} (${code})` : code
  }
}
