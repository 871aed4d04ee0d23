/** Takes the present filter away as a file; the browser writes it while it comes. */
import { useMutation } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { Download } from 'lucide-react'
import { countStaff, exportStaff } from '../../../service/staff/contract.ts'
import { addressOf, call } from '../../api/client.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import { useMay } from '../session/me.ts'
import type { StaffQuery } from './many/selection.ts'

const formats = { csv: 'list.exportCsv', xlsx: 'list.exportXlsx' } as const

export function ExportButton({ filter }: { filter: StaffQuery }) {
  const { t } = useText()
  const { refused } = useNotices()
  const mayExport = useMay(exportStaff)
  const take = useMutation({
    mutationFn: async (format: keyof typeof formats) => {
      // a link of the browser cannot take up a session that has ended: this does
      await call(countStaff, {})
      const link = document.createElement('a')
      link.href = addressOf(exportStaff, { query: { ...filter, format } })
      link.download = ''
      link.click()
    },
    onError: refused,
  })
  if (!mayExport) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['csv', 'xlsx'] as const).map((format) => ({
          key: format,
          label: t(formats[format]),
          onClick: () => take.mutate(format),
        })),
      }}
    >
      <Button icon={<Download size={16} />} loading={take.isPending}>
        {t('list.export')}
      </Button>
    </Dropdown>
  )
}
