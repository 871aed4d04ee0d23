/** Goes through an XML part of a workbook; no part has a document type, so none can define entities. */
import { Parser } from 'saxen'

/** It is no XML, or declares a document type. */
export class BrokenXml extends Error {}

export interface Visitor {
  open(name: string, attribute: (name: string) => string | undefined): void
  close?(name: string): void
  text?(text: string): void
}

/** Without the prefix of a namespace: writers choose their own. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1)

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** @throws BrokenXml, and what the visitor throws */
export function walkXml(bytes: Uint8Array, visitor: Visitor): void {
  let seen = false
  const parser = new Parser()
  parser.on('openTag', (name, attributes, decode) => {
    seen = true
    visitor.open(localName(name), (wanted) => {
      const all = attributes()
      const found = Object.keys(all).find((key) => key === wanted || localName(key) === wanted)
      const value = found === undefined ? undefined : all[found]
      return value === undefined ? undefined : decode(value)
    })
  })
  parser.on('closeTag', (name) => visitor.close?.(localName(name)))
  parser.on('text', (text, decode) => visitor.text?.(decode(text)))
  parser.on('cdata', (text) => visitor.text?.(text))
  parser.on('attention', () => {
    throw new BrokenXml('declares a document type')
  })
  parser.on('error', (error) => {
    throw new BrokenXml('is no XML', { cause: error })
  })
  parser.parse(textOf(bytes))
  if (!seen) throw new BrokenXml('has no element')
}
