/** Takes the report of an import away as a file. */
import { useMutation } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { Download } from 'lucide-react'
import {
  findStaffImport,
  staffImportReport,
} from '../../../service/staff-imports/contract/lists.ts'
import type { StaffImport } from '../../../service/staff-imports/contract/import.ts'
import { addressOf, call } from '../../api/client.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'

const formats = { xlsx: 'list.exportXlsx', csv: 'list.exportCsv' } as const

export function ReportButton({ one }: { one: Pick<StaffImport, 'id'> }) {
  const { t, language } = useText()
  const { refused } = useNotices()
  const params = { importId: one.id }
  const take = useMutation({
    mutationFn: async (format: keyof typeof formats) => {
      // a link of the browser cannot take up a session that has ended: this does
      await call(findStaffImport, { params })
      const link = document.createElement('a')
      link.href = addressOf(staffImportReport, { params, query: { format, language } })
      link.download = ''
      link.click()
    },
    onError: refused,
  })
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: (['xlsx', 'csv'] as const).map((format) => ({
          key: format,
          label: t(formats[format]),
          onClick: () => take.mutate(format),
        })),
      }}
    >
      <Button icon={<Download size={16} />} loading={take.isPending}>
        {t('imports.report')}
      </Button>
    </Dropdown>
  )
}
