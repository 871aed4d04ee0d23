/** The camera inside the page, where the web view grants it. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

/**
 * - `unknown`: not asked yet
 * - `refused`: not asked for again until the app is reloaded; the phone's own camera app does it
 */
type Grant = 'unknown' | 'granted' | 'refused'

let grant: Grant = 'unknown'
const listeners = new Set<() => void>()

function become(next: Grant): void {
  grant = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the camera opens in the page without a question: then it is the best one there is. */
export function useCameraGranted(): boolean {
  return useSyncExternalStore(listen, () => grant === 'granted')
}

function mayAsk(): boolean {
  return grant !== 'refused' && Boolean(navigator.mediaDevices?.getUserMedia)
}

type State = 'asking' | 'on' | 'off'

/** Opens the camera for as long as this is on screen; the picture comes into `video`. */
export function usePageCamera() {
  const video = useRef<HTMLVideoElement>(null)
  const [stream, setStream] = useState<MediaStream>()
  const [state, setState] = useState<State>(mayAsk() ? 'asking' : 'off')
  useEffect(() => {
    if (!mayAsk()) {
      setState('off')
      return
    }
    let left = false
    let opened: MediaStream | undefined
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment', width: { ideal: 2048 } }, audio: false })
      .then(
        (given) => {
          opened = given
          become('granted')
          if (left) for (const track of given.getTracks()) track.stop()
          else {
            setStream(given)
            setState('on')
          }
        },
        () => {
          // no camera, or not granted
          become('refused')
          setState('off')
        },
      )
    return () => {
      left = true
      for (const track of opened?.getTracks() ?? []) track.stop()
      setStream(undefined)
    }
  }, [])
  useEffect(() => {
    if (video.current && stream) video.current.srcObject = stream
  }, [stream, state])
  return { video, state }
}
