/** A button that leads to the ISO's QR code. */
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'

export function JoinCodeLink({ word, icon }: { word: TextKey; icon?: ReactNode }) {
  const { t } = useText()
  return (
    <Link href={addresses.joinCode} asChild>
      <Button icon={icon} href={addresses.joinCode}>
        {t(word)}
      </Button>
    </Link>
  )
}
