/** A person's or sender's round picture: initials on a colour of their own. */
import type { ReactNode } from 'react'

const colours = ['#1668dc', '#0a7a5d', '#b4530a', '#7a45c9', '#c2304f', '#0b7285', '#5b6b12']

function colourOf(id: string): string {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return colours[sum % colours.length] ?? '#1668dc'
}

const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

interface AvatarProps {
  id: string
  name: string
  /** Instead of the initials. */
  icon?: ReactNode
  size?: number
}

export function Avatar({ id, name, icon, size = 36 }: AvatarProps) {
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.38, background: colourOf(id) }}
    >
      {icon ?? initialsOf(name)}
    </span>
  )
}
