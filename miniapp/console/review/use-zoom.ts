/** Zooming and panning a picture that is fitted into its frame: wheel, drag, two fingers, keys. */
import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react'

interface View {
  /** 1 is fitted to the frame. */
  scale: number
  x: number
  y: number
}

const fitted: View = { scale: 1, x: 0, y: 0 }
const largest = 10
/** One press of a zoom button. */
const stepFactor = 1.5

/** @param shape width and height of the picture in pixels */
export function useZoom(shape: { width: number; height: number }) {
  const frame = useRef<HTMLDivElement>(null)
  const fingers = useRef(new Map<number, { x: number; y: number }>())
  const [view, setView] = useState(fitted)
  const [dragging, setDragging] = useState(false)

  const change = (next: (before: View) => View) =>
    setView((before) => keepInside(next(before), shape, frame.current))

  const zoomAt = (clientX: number, clientY: number, factor: number) => {
    const box = frame.current?.getBoundingClientRect()
    if (!box) return
    const x = clientX - box.left - box.width / 2
    const y = clientY - box.top - box.height / 2
    change((before) => {
      const scale = Math.min(Math.max(before.scale * factor, 1), largest)
      const ratio = scale / before.scale
      return { scale, x: x - (x - before.x) * ratio, y: y - (y - before.y) * ratio }
    })
  }
  const zoomMiddle = (factor: number) => {
    const box = frame.current?.getBoundingClientRect()
    if (box) zoomAt(box.left + box.width / 2, box.top + box.height / 2, factor)
  }

  // React listens to wheels passively; the page must not scroll under the picture
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    zoomAt(event.clientX, event.clientY, Math.exp(-event.deltaY * 0.002))
  })
  useEffect(() => {
    const here = frame.current
    if (!here) return
    const hear = (event: WheelEvent) => onWheel(event)
    here.addEventListener('wheel', hear, { passive: false })
    return () => here.removeEventListener('wheel', hear)
  }, [])

  const down = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) return
    frame.current?.setPointerCapture(event.pointerId)
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    setDragging(true)
  }
  const move = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      const apart = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y)
      zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, apart(now) / Math.max(apart(before), 1))
    } else {
      change((at) => ({ ...at, x: at.x + now.x - before.x, y: at.y + now.y - before.y }))
    }
    fingers.current.set(event.pointerId, now)
  }
  const up = (event: PointerEvent) => {
    fingers.current.delete(event.pointerId)
    if (fingers.current.size === 0) setDragging(false)
  }

  return {
    frame,
    view,
    dragging,
    handlers: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up },
    zoomIn: () => zoomMiddle(stepFactor),
    zoomOut: () => zoomMiddle(1 / stepFactor),
    fit: () => setView(fitted),
    /** Between fitted and close up, where the pointer is. */
    toggleAt: (clientX: number, clientY: number) =>
      view.scale > 1 ? setView(fitted) : zoomAt(clientX, clientY, 3),
  }
}

/** The picture never leaves its frame: a moved one keeps covering the middle. */
function keepInside(view: View, shape: { width: number; height: number }, frame: Element | null) {
  if (!frame || view.scale <= 1) return fitted
  const { width, height } = frame.getBoundingClientRect()
  const fit = Math.min(width / shape.width, height / shape.height)
  const reach = (length: number, room: number) =>
    Math.max(0, (length * fit * view.scale - room) / 2)
  const clamp = (value: number, most: number) => Math.min(Math.max(value, -most), most)
  return {
    scale: view.scale,
    x: clamp(view.x, reach(shape.width, width)),
    y: clamp(view.y, reach(shape.height, height)),
  }
}
