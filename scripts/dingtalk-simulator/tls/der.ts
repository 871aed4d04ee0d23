/** The little of ASN.1's DER that a certificate needs, written out. */

/** A value with its tag and length before it. */
export function tagged(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const size: number[] = []
  for (let rest = content.length; rest > 0; rest >>= 8) size.unshift(rest & 0xff)
  const length = content.length < 0x80 ? [content.length] : [0x80 | size.length, ...size]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

export const sequence = (...parts: Uint8Array[]) => tagged(0x30, ...parts)
export const set = (...parts: Uint8Array[]) => tagged(0x31, ...parts)
export const octets = (content: Uint8Array) => tagged(0x04, content)
export const text = (content: string) => tagged(0x0c, Buffer.from(content))
export const yes = () => tagged(0x01, Buffer.from([0xff]))

/** An explicit context tag, such as `[3]`. */
export const context = (number: number, ...parts: Uint8Array[]) => tagged(0xa0 | number, ...parts)

/** @param bytes of a number above zero, the highest first */
export function integer(bytes: Uint8Array): Buffer {
  const isNegative = ((bytes[0] ?? 0) & 0x80) !== 0
  return tagged(0x02, Buffer.from(isNegative ? [0, ...bytes] : bytes))
}

/** @param unused bits at the end of the last byte */
export const bits = (content: Uint8Array, unused = 0) =>
  tagged(0x03, Buffer.from([unused]), content)

/** Such as `2.5.29.17`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 0x7f]
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return tagged(0x06, Buffer.from(bytes))
}

/** `YYYYMMDDHHMMSSZ` of a time. */
export const time = (at: Date) =>
  tagged(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
