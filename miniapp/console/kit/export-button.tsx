/** Takes what a list is narrowed to away as a file; the browser writes it while it comes. */
import { useMutation } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { Download } from 'lucide-react'
import type { Endpoint } from '../../../service/http/contract.ts'
import { addressOf, call } from '../../api/client.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import { useMay } from '../session/me.ts'

const formats = { csv: 'list.exportCsv', xlsx: 'list.exportXlsx' } as const

interface ExportButtonProps {
  of: Endpoint
  /** Asked first: a link of the browser cannot take up a session that has ended, this does. */
  first: Endpoint
  query: object
}

export function ExportButton({ of, first, query }: ExportButtonProps) {
  const { t } = useText()
  const { refused } = useNotices()
  const mayExport = useMay(of)
  const take = useMutation({
    mutationFn: async (format: keyof typeof formats) => {
      await call(first, { query: { limit: 1 } } as never)
      const link = document.createElement('a')
      link.href = addressOf(of, { query: { ...query, format } } as never)
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
