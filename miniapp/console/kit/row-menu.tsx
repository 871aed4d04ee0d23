/** What can be done about a row of a list, behind one button. */
import { Button, Dropdown } from 'antd'
import { Ellipsis } from 'lucide-react'
import { useRef, type FunctionComponent } from 'react'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import type { FormDialogProps } from './form-dialog.tsx'

type RowDialog<Row> = FunctionComponent<FormDialogProps<Row>>

export interface RowMenuOptions<Row> {
  /** Of the row, for screen readers. */
  nameOf: (row: Row) => string
  /** By ability. */
  offers: Record<string, { word: TextKey; isDrastic?: boolean; dialog: RowDialog<Row> }>
}

/** The dialog that was chosen, and the row that it is about. */
export interface AskedOfRow<Row> {
  row: Row
  dialog: RowDialog<Row>
}

interface RowMenuProps<Row> extends RowMenuOptions<Row> {
  row: Row
  ask: (asked: AskedOfRow<Row>) => void
}

export function RowMenu<Row>({ row, nameOf, offers, ask }: RowMenuProps<Row>) {
  const { t } = useText()
  const opener = useRef<HTMLButtonElement>(null)
  const { abilities = [] } = row as { abilities?: readonly string[] }
  const shown = Object.entries(offers).filter(([ability]) => abilities.includes(ability))
  if (shown.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: shown.map(([ability, { word, isDrastic = false, dialog }]) => ({
          key: ability,
          label: t(word),
          danger: isDrastic,
          onClick: () => {
            // a dialog gives the focus back to where it was, and its menu is not there any more
            opener.current?.focus()
            ask({ row, dialog })
          },
        })),
      }}
    >
      <Button
        ref={opener}
        type="text"
        icon={<Ellipsis size={18} />}
        aria-label={t('list.menu', { name: nameOf(row) })}
      />
    </Dropdown>
  )
}
