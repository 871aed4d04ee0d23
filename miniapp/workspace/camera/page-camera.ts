/** The camera inside the page, where the web view grants it. */
import { useEffect, useRef, useState } from 'react'

/** Once refused it is not asked for again until the app is opened anew. */
let refused = false

export function mayHavePageCamera(): boolean {
  return !refused && Boolean(navigator.mediaDevices?.getUserMedia)
}

type State = 'asking' | 'on' | 'off'

/** Opens the camera while `wanted`; the picture comes into `video`. */
export function usePageCamera(wanted: boolean) {
  const video = useRef<HTMLVideoElement>(null)
  const [stream, setStream] = useState<MediaStream>()
  const [state, setState] = useState<State>(wanted && mayHavePageCamera() ? 'asking' : 'off')
  useEffect(() => {
    if (!wanted || !mayHavePageCamera()) {
      setState('off')
      return
    }
    let left = false
    let opened: MediaStream | undefined
    setState('asking')
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment', width: { ideal: 2048 } }, audio: false })
      .then(
        (given) => {
          opened = given
          if (left) for (const track of given.getTracks()) track.stop()
          else {
            setStream(given)
            setState('on')
          }
        },
        () => {
          // no camera, or not granted: the phone's own camera app does it
          refused = true
          setState('off')
        },
      )
    return () => {
      left = true
      for (const track of opened?.getTracks() ?? []) track.stop()
      setStream(undefined)
    }
  }, [wanted])
  useEffect(() => {
    if (video.current && stream) video.current.srcObject = stream
  }, [stream, state])
  return { video, state }
}
