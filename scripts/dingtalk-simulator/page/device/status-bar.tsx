/** The top line of a phone: time, network, battery. */
import { BatteryMedium, Plane, Signal, Wifi } from 'lucide-react'
import { useEffect, useState } from 'react'
import { clockTime } from '../parts/time.ts'
import { text } from '../text/all.ts'

function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export function StatusBar({ online }: { online: boolean }) {
  const now = useNow()
  return (
    <div className="status-bar">
      <time dateTime={now.toISOString()}>{clockTime(now)}</time>
      <span className="status-island" aria-hidden="true" />
      <span
        className="status-icons"
        role="img"
        aria-label={online ? text.device.isOnline : text.device.isOffline}
      >
        {online ? (
          <>
            <Signal size={14} />
            <Wifi size={14} />
          </>
        ) : (
          <Plane size={14} />
        )}
        <BatteryMedium size={18} />
      </span>
    </div>
  )
}
