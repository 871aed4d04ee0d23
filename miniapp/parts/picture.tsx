/** A picture by its link, which ends after minutes: it stays as it was loaded, and asks for a new link when it has to. */
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ComponentProps } from 'react'
import { pathOf, renewLinksTo } from '../api/photo-links.ts'

interface PictureProps extends Omit<ComponentProps<'img'>, 'src' | 'onLoad' | 'onError'> {
  src: string
}

export function Picture({ src, alt = '', ...rest }: PictureProps) {
  const answers = useQueryClient()
  const [loaded, setLoaded] = useState(src)
  const [ended, setEnded] = useState('')
  // a newer link to the same picture would only load it once more
  const isGood = loaded !== ended && pathOf(loaded) === pathOf(src)
  const link = isGood ? loaded : src
  return (
    <img
      {...rest}
      src={link}
      alt={alt}
      onLoad={() => setLoaded(link)}
      onError={() => {
        setEnded(link)
        if (link === src) void renewLinksTo(src, answers)
      }}
    />
  )
}
