/** Opens DingTalk's scanner; where there is none, the code is typed. */
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
  const open = async () => {
    if (!canScan()) {
      typeInstead()
      return
    }
    setScanning(true)
    try {
      const text = await scan()
      if (text) await codes.add(text)
      // what became of it must be seen
      document
        .getElementById(codesHeadingId)
        ?.scrollIntoView({ block: 'start', behavior: 'smooth' })
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (!wasCancelled(error)) {
        toast({ words: t('codes.noScanner') })
        typeInstead()
      }
    } finally {
      setScanning(false)
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
