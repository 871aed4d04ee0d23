/** The countries that the browser's languages name, most wanted first. */

/** Some browsers give tags that are none of BCP 47, such as `en-US@posix` or `zh_CN`, for which `Intl.Locale` throws. */
export function browserRegions(): string[] {
  return navigator.languages.flatMap((tag) => {
    const region = tag.split(/[^\p{L}]/u).find((part, at) => at > 0 && /^[A-Z]{2}$/.test(part))
    return region ?? []
  })
}
