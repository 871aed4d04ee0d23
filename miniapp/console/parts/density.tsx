/** Switches lists between roomy and dense. */
import { Segmented } from 'antd'
import { Rows3, Rows4 } from 'lucide-react'
import { useText } from '../../text/texts.tsx'
import { useMedia } from './browser.ts'

export const densities = ['roomy', 'dense'] as const
export type DensityName = (typeof densities)[number]

interface DensityProps {
  value: DensityName
  onChange: (value: DensityName) => void
}

export function Density({ value, onChange }: DensityProps) {
  const { t } = useText()
  // narrow windows stack the cells of a row; there is nothing to save
  const stacked = useMedia('(max-width: 899px)')
  if (stacked) return null
  const icons = { roomy: Rows3, dense: Rows4 }
  return (
    <Segmented
      aria-label={t('density.title')}
      value={value}
      onChange={onChange}
      options={densities.map((one) => {
        const Icon = icons[one]
        return {
          value: one,
          icon: <Icon size={16} aria-label={t(`density.${one}`)} role="img" />,
          title: t(`density.${one}`),
        }
      })}
    />
  )
}
