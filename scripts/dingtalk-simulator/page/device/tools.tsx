/** The thin panel of a device: what its scanner and camera see, where it is, its network, its language, and whose it is. */
import {
  Camera,
  Languages,
  MapPin,
  Plane,
  ScanLine,
  SlidersHorizontal,
  UserRoundCog,
  Wifi,
} from 'lucide-react'
import { useState } from 'react'
import { changeDevice } from '../api/client.ts'
import type { Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Popover } from '../parts/popover.tsx'
import { text } from '../text/all.ts'
import { LanguageTray } from './trays/language-tray.tsx'
import { OwnerTray } from './trays/owner-tray.tsx'
import { PhotoTray } from './trays/photo-tray.tsx'
import { PlaceTray } from './trays/place-tray.tsx'
import { ScanTray } from './trays/scan-tray.tsx'

function NetworkTool({ person }: { person: Person }) {
  const { busy, problem, run } = useAction()
  const label = person.online ? text.network.turnOff : text.network.turnOn
  return (
    <button
      type="button"
      className={person.online ? 'tool' : 'tool tool-alarm'}
      aria-label={problem ?? label}
      title={problem ?? label}
      disabled={busy}
      onClick={() =>
        run(async () => {
          await changeDevice(person.id, { online: !person.online })
        }, text.changeFailed)
      }
    >
      {person.online ? <Wifi size={18} /> : <Plane size={18} />}
      <span className="tool-caption">{person.online ? text.network.on : text.network.off}</span>
    </button>
  )
}

export function DeviceTools({ person }: { person: Person }) {
  const [collapsed, setCollapsed] = useState(false)
  const toggle = collapsed ? text.tools.unfold : text.tools.fold
  return (
    <div className="device-tools" role="group" aria-label={text.tools.of(person.name)}>
      {!collapsed && (
        <>
          {person.device === 'phone' && (
            <Popover
              label={text.scanTray.title}
              title={text.scanTray.title}
              icon={<ScanLine size={18} />}
              caption={text.scanTray.caption}
              marked={person.scanNext !== null}
            >
              {() => <ScanTray person={person} />}
            </Popover>
          )}
          <Popover
            label={text.photoTray.title}
            title={text.photoTray.title}
            icon={<Camera size={18} />}
            caption={text.photoTray.caption}
            marked={person.cameraNext !== null}
          >
            {() => <PhotoTray person={person} />}
          </Popover>
          <Popover
            label={text.place.title}
            title={text.place.title}
            icon={<MapPin size={18} />}
            caption={text.place.caption}
            marked={person.place === null}
          >
            {() => <PlaceTray person={person} />}
          </Popover>
          <NetworkTool person={person} />
          <Popover
            label={text.language.label(person.language)}
            title={text.language.title}
            icon={<Languages size={18} />}
            caption={person.language}
          >
            {(close) => <LanguageTray person={person} close={close} />}
          </Popover>
          <Popover
            label={text.owner.title}
            title={person.name}
            icon={<UserRoundCog size={18} />}
            caption={text.owner.caption}
          >
            {(close) => <OwnerTray person={person} close={close} />}
          </Popover>
        </>
      )}
      <button
        type="button"
        className="tool tool-fold"
        aria-expanded={!collapsed}
        aria-label={toggle}
        title={toggle}
        onClick={() => setCollapsed(!collapsed)}
      >
        <SlidersHorizontal size={16} />
      </button>
    </div>
  )
}
