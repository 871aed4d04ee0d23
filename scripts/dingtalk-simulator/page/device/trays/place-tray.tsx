/** Puts the device somewhere: a place by name, a point on a little map, or exact figures. */
import { MapPin, MapPinOff } from 'lucide-react'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { changeDevice } from '../../api/client.ts'
import type { Person, Place } from '../../api/types.ts'
import { useAction } from '../../parts/action.ts'
import { Problem } from '../../parts/problem.tsx'
import { text } from '../../text/all.ts'
import { moved, namedPlaces, offset } from '../places.ts'

/** Metres from edge to edge of the map, and the size at which it is drawn. */
const across = 1200
const side = 240
const step = 25

const arrows: Record<string, [east: number, south: number]> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
}

interface MapProps {
  centre: Place
  place: Place
  move: (to: Place) => void
}

/** A made-up street grid around `centre`: enough to be near a store, or too far from it. */
function PointMap({ centre, place, move }: MapProps) {
  const scale = side / across
  const { east, south } = offset(centre, place)
  const [x, y] = [side / 2 + east * scale, side / 2 + south * scale]
  function click(event: MouseEvent<HTMLButtonElement>) {
    if (event.detail === 0) return // The keyboard moves by its arrows.
    const box = event.currentTarget.getBoundingClientRect()
    const at = (offsetInBox: number) => (offsetInBox - side / 2) / scale
    move(moved(centre, at(event.clientX - box.left), at(event.clientY - box.top)))
  }
  function press(event: KeyboardEvent) {
    const way = arrows[event.key]
    if (!way) return
    event.preventDefault()
    move(moved(place, ...way))
  }
  return (
    <button
      type="button"
      className="point-map"
      aria-label={text.place.map(across)}
      onClick={click}
      onKeyDown={press}
    >
      <svg viewBox={`0 0 ${side} ${side}`} width={side} height={side} aria-hidden="true">
        <rect className="map-land" width={side} height={side} />
        <path className="map-water" d="M0 190q60-26 120-4t120-20v74H0z" />
        <path
          className="map-street"
          d="M0 60h240M0 120h240M60 0v186M120 0v186M180 0v178M0 10l240 130"
        />
        <circle className="map-range" cx={x} cy={y} r={Math.max(4, place.accuracy * scale)} />
        <circle className="map-point" cx={x} cy={y} r={5} />
      </svg>
      <span aria-hidden="true">{text.place.scale(across)}</span>
    </button>
  )
}

const fields = ['latitude', 'longitude', 'accuracy'] as const

export function PlaceTray({ person }: { person: Person }) {
  const { problem, run } = useAction()
  const [centre, setCentre] = useState(person.place ?? namedPlaces[0])
  const put = (place: Place | null) =>
    run(async () => {
      await changeDevice(person.id, { place })
    }, text.changeFailed)
  const here = person.place
  return (
    <>
      <Problem>{problem}</Problem>
      <div className="choices">
        {namedPlaces.map(({ id, name, ...place }) => (
          <button
            key={id}
            type="button"
            className="choice"
            aria-pressed={here?.latitude === place.latitude && here.longitude === place.longitude}
            onClick={() => {
              setCentre(place)
              put(place)
            }}
          >
            <MapPin size={18} aria-hidden="true" />
            <span>{name}</span>
          </button>
        ))}
        <button
          type="button"
          className="choice"
          aria-pressed={here === null}
          onClick={() => put(null)}
        >
          <MapPinOff size={18} aria-hidden="true" />
          <span>{text.place.unknown}</span>
        </button>
      </div>
      {here && centre && (
        <>
          <PointMap centre={centre} place={here} move={put} />
          <div className="place-fields">
            {fields.map((field) => (
              <label key={`${field} ${here[field]}`}>
                {text.place[field]}
                <input
                  type="number"
                  step="any"
                  defaultValue={here[field]}
                  onBlur={(event) => {
                    const value = event.target.valueAsNumber
                    if (Number.isFinite(value) && value !== here[field])
                      put({ ...here, [field]: value })
                  }}
                />
              </label>
            ))}
          </div>
        </>
      )}
    </>
  )
}
