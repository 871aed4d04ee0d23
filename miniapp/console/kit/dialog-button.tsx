/** The main button of a list, which opens a dialog; it is only for those who may do what the dialog does. */
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState, type FunctionComponent } from 'react'
import type { Endpoint } from '../../../service/http/contract.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { useAddress } from '../parts/address.ts'
import { useMay } from '../session/me.ts'
import { readFilter, type Filter } from './filters.tsx'
import type { FormDialogProps } from './form-dialog.tsx'

export interface DialogButtonProps {
  /** What the dialog does. */
  does: Endpoint
  word: TextKey
  /** It begins with what the list is narrowed to by this filter, if anything. */
  filter: Filter
  dialog: FunctionComponent<FormDialogProps<string>>
}

export function DialogButton({ does, word, filter, dialog: Dialog }: DialogButtonProps) {
  const { t } = useText()
  const { params } = useAddress()
  const [isOpen, setOpen] = useState(false)
  if (!useMay(does)) return null
  const first = readFilter(filter, params.get(filter.param) ?? '')
  return (
    <>
      <Button type="primary" icon={<Plus size={16} />} onClick={() => setOpen(true)}>
        {t(word)}
      </Button>
      {isOpen && <Dialog of={first} onClose={() => setOpen(false)} />}
    </>
  )
}
