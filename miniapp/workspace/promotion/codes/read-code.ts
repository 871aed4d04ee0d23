/** Reads a Marketing Code out of what a scanner saw or a person typed; the service has the last word. */
import { marketingCode } from '../../../../service/promotions/contract.ts'

/** The code itself, or the last part of an address. @returns undefined when there is none */
export function readCode(text: string): string | undefined {
  const trimmed = text.trim()
  let found = trimmed
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) {
    // an ISO's QR code, not a Marketing Code
    if (trimmed.startsWith(`${location.origin}/`)) return undefined
    const [, afterHost = ''] = /^[^:]+:\/\/[^/?#]*([^#]*)/.exec(trimmed) ?? []
    const [path = '', search = ''] = afterHost.split('?')
    found = new URLSearchParams(search).get('c') ?? path.split('/').filter(Boolean).pop() ?? ''
  }
  const code = found.toUpperCase().replace(/\s+/g, '')
  return marketingCode.safeParse(code).success ? code : undefined
}
