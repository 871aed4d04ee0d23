/** The main button of a list, which opens a dialog; only for those who may do what the dialog does. */
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Endpoint } from '../../../service/http/contract.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { useMay } from '../session/me.ts'

interface DialogButtonProps {
  /** What the dialog does. */
  does: Endpoint
  word: TextKey
  dialog: (close: () => void) => ReactNode
}

export function DialogButton({ does, word, dialog }: DialogButtonProps) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  if (!useMay(does)) return null
  return (
    <>
      <Button type="primary" icon={<Plus size={16} />} onClick={() => setOpen(true)}>
        {t(word)}
      </Button>
      {isOpen && dialog(() => setOpen(false))}
    </>
  )
}
