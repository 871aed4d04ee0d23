/** Where a picture can be seen: on the phone while it has it, else on the service. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { findPhoto } from '../../service/photos/contract.ts'
import { ask } from '../api/ask.ts'
import { freshFor } from '../api/photo-links.ts'
import { usePhone } from './memory.ts'

/** @returns an address, or undefined while it is not known */
export function usePhotoUrl(
  id: string | undefined,
  size: 'thumbnail' | 'full',
): string | undefined {
  const photo = usePhone().photos.get(id ?? '')
  const blob = (size === 'thumbnail' ? photo?.thumbnail : undefined) ?? photo?.blob ?? undefined
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      setUrl(undefined)
      URL.revokeObjectURL(made)
    }
  }, [blob])
  const asked = useQuery({
    ...ask(findPhoto, { params: { photoId: id ?? '' } }),
    // nothing of it changes but its links, which are asked for again by themselves
    staleTime: freshFor,
    enabled: id !== undefined && !blob,
  })
  return blob ? url : size === 'thumbnail' ? asked.data?.thumbnailUrl : asked.data?.url
}
