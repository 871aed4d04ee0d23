/** What can be done about a row of a list, behind one button. */
import { Button, Dropdown } from 'antd'
import { Ellipsis } from 'lucide-react'
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
          onClick: run,
        })),
      }}
    >
      <Button type="text" icon={<Ellipsis size={18} />} aria-label={t('list.menu', { name })} />
    </Dropdown>
  )
}
