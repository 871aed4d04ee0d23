/** Counts by how much a page moves under the finger while it loads, on a slow phone (4× CPU, 1.6 Mbit/s, 150 ms). */
import type { Page } from 'playwright-core'

/** One movement, as the browser scores it; what follows a tap or key within half a second is none. */
export interface LayoutShift {
  value: number
  /** Milliseconds since the page was opened. */
  at: number
  /** What moved: a short description of each element, and from where to where. */
  moved: string[]
}

/** What a first visit from a slow phone has; the browser's own cache is empty. */
export async function emulateSlowPhone(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const bits = 1.6e6
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: bits / 8,
    uploadThroughput: bits / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

/** Notes every layout shift of the pages that are opened from now on. */
export async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      value: number
      hadRecentInput: boolean
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
    }
    const nameOf = (node: Node | null): string => {
      const element = node instanceof Element ? node : node?.parentElement
      const words = element?.textContent?.trim().slice(0, 30) ?? ''
      return `${element?.tagName.toLowerCase() ?? 'gone'} "${words}"`
    }
    const noted: LayoutShift[] = []
    Object.assign(window, { layoutShifts: noted })
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as Shift[]) {
        if (shift.hadRecentInput) continue
        noted.push({
          value: shift.value,
          at: Math.round(shift.startTime),
          moved: shift.sources.map(
            ({ node, previousRect: from, currentRect: to }) =>
              `${nameOf(node)} ${Math.round(from.top)} to ${Math.round(to.top)}, ${Math.round(from.height)} to ${Math.round(to.height)} high`,
          ),
        })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** What was noted since the page was opened. */
export function shiftsOf(page: Page): Promise<LayoutShift[]> {
  return page.evaluate(() => (window as unknown as { layoutShifts: LayoutShift[] }).layoutShifts)
}

/** All movements together: at least the cumulative layout shift that browsers report. */
export const totalOf = (shifts: LayoutShift[]): number =>
  shifts.reduce((sum, { value }) => sum + value, 0)
