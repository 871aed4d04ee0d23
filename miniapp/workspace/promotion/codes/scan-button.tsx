/** Opens DingTalk's scanner, again after each code until it is closed; where there is none, the code is typed. */
import { ScanLine } from 'lucide-react'
import { useState } from 'react'
import { BridgeError, wasCancelled } from '../../../dingtalk/bridge.ts'
import { canScan, scan } from '../../../dingtalk/scan.ts'
import { Button } from '../../../parts/button.tsx'
import { useToast } from '../../../parts/toast.tsx'
import { useText } from '../../../text/texts.tsx'
import { codesHeadingId } from './code-list.tsx'
import { typedCodeId } from './type-code.tsx'
import type { useCodes } from './use-codes.ts'

interface ScanButtonProps {
  codes: ReturnType<typeof useCodes>
  look: 'primary' | 'plain'
}

export function ScanButton({ codes, look }: ScanButtonProps) {
  const { t } = useText()
  const toast = useToast()
  const [scanning, setScanning] = useState(false)
  const typeInstead = () => document.getElementById(typedCodeId)?.focus()
  /** A code that is refused ends the scanning: why must be read. @returns whether another may follow */
  const scanOne = async (): Promise<boolean> => {
    const text = await scan()
    return text !== '' && (await codes.add(text))
  }
  const open = async () => {
    if (!canScan()) {
      typeInstead()
      return
    }
    setScanning(true)
    try {
      while (await scanOne()) navigator.vibrate?.(40)
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (!wasCancelled(error)) {
        toast({ words: t('codes.noScanner') })
        typeInstead()
      }
    } finally {
      setScanning(false)
      // what became of it must be seen
      document
        .getElementById(codesHeadingId)
        ?.scrollIntoView({ block: 'start', behavior: 'smooth' })
    }
  }
  return (
    <Button
      look={look}
      busy={scanning}
      icon={<ScanLine size={20} aria-hidden="true" />}
      onClick={() => void open()}
    >
      {codes.codes.length ? t('codes.scanNext') : t('codes.scan')}
    </Button>
  )
}
