/** The sides of a panel. The one that is shown stands in the address, and the next record is looked at from there. */
import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../../text/texts.tsx'
import { useAddress } from '../parts/address.ts'
import { useRemembered } from '../parts/browser.ts'

const words = {
  details: 'staff.tabDetails',
  timeline: 'staff.tabTimeline',
  related: 'staff.tabRelated',
} as const

export type TabName = keyof typeof words
const names = Object.keys(words) as TabName[]

interface TabsProps {
  /** Keeps the side that was shown last on this device, for addresses without one. */
  kind: string
  tabs: Partial<Record<TabName, ReactNode>>
}

export function Tabs({ kind, tabs }: TabsProps) {
  const { t } = useText()
  const { params, set } = useAddress()
  const [last, setLast] = useRemembered<TabName>(`${kind}-tab`, 'details', names)
  const offered = names.filter((name) => tabs[name])
  const shown = [params.get('tab'), last, 'details'].find((name) =>
    offered.some((one) => one === name),
  ) as TabName
  return (
    <>
      <Segmented
        block
        aria-label={t('staff.panelTabs')}
        value={shown}
        onChange={(name) => {
          setLast(name)
          set('tab', name)
        }}
        options={offered.map((name) => ({ value: name, label: t(words[name]) }))}
      />
      {tabs[shown]}
    </>
  )
}

/** The address of the list alone. */
export function withoutTab(search: string): string {
  const params = new URLSearchParams(search)
  params.delete('tab')
  return params.toString()
}
