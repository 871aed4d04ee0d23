/** An e-mail address, a path or the like, which has no spaces: a line may end behind its signs. */
import { Fragment } from 'react'

export function Breakable({ text }: { text: string }) {
  return (text.match(/[^@./_-]*[@./_-]?/g) ?? []).map((piece, index) => (
    <Fragment key={`${index} ${piece}`}>
      {piece}
      <wbr />
    </Fragment>
  ))
}
