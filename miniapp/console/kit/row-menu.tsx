/** What can be done about a row of a list, behind one button. */
import { Button, Dropdown } from 'antd'
import { Ellipsis } from 'lucide-react'
import { useRef } from 'react'
import { useText } from '../../text/texts.tsx'

export interface RowAction {
  key: string
  word: string
  isDrastic?: boolean
  run: () => void
}

interface RowMenuProps {
  /** Of the row, for screen readers. */
  name: string
  actions: RowAction[]
}

export function RowMenu({ name, actions }: RowMenuProps) {
  const { t } = useText()
  const opener = useRef<HTMLButtonElement>(null)
  if (actions.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: actions.map(({ key, word, isDrastic = false, run }) => ({
          key,
          label: word,
          danger: isDrastic,
          onClick: () => {
            // a dialog gives the focus back to where it was, and its menu is not there any more
            opener.current?.focus()
            run()
          },
        })),
      }}
    >
      <Button
        ref={opener}
        type="text"
        icon={<Ellipsis size={18} />}
        aria-label={t('list.menu', { name })}
      />
    </Dropdown>
  )
}
