/** For a person who is not yet a partner in DingTalk: where I stand, and the next thing to do. */
import { QrCode, UserPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { BridgeError, wasCancelled } from '../../dingtalk/bridge.ts'
import { canScan, scan } from '../../dingtalk/scan.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Screen } from '../../parts/screen.tsx'
import type { StaffMe } from '../../../service/staff/self/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { JoinProgress } from '../join/progress.tsx'
import { dropReceipt, readReceipt } from '../join/receipt.ts'
import { Organisation } from '../isos/organisation.tsx'
import { IdentityCard } from '../parts/identity-card.tsx'
import { OfferScreen, useOffers } from './offer.tsx'
import styles from './standing.module.css'

/** The path of a join page in what a QR code says. */
const joinPath = (text: string) => /\/join\/[\w-]{8,64}/.exec(text)?.[0]

interface StandingProps {
  /** The person who is signed in. DingTalk knows them as a member, so they can be asked. */
  me?: StaffMe
}

/** Who ended it, and what to do next. */
function Ended({ ended: { isoName, by, at } }: { ended: NonNullable<StaffMe['ended']> }) {
  const { t } = useText()
  const { date } = useFormats()
  return (
    <Card>
      <div className={styles.ended}>
        <h2>{t(`standing.ended.${by}`, { isoName })}</h2>
        <p>{t('standing.ended.when', { at: date(at) })}</p>
        <p>{t(`standing.ended.next.${by}`, { isoName })}</p>
      </div>
    </Card>
  )
}

/**
 * An ISO that wants to add the person is the first thing they see; else how they get in.
 */
export function Standing({ me }: StandingProps) {
  const offers = useOffers(me !== undefined)
  const [first, ...others] = offers ?? []
  const note = me?.otherIdentity && <IdentityCard />
  return first ? (
    <OfferScreen
      key={first.id}
      offer={first}
      others={others.length}
      above={me && <Organisation me={me} />}
      note={note}
    />
  ) : (
    <WaysIn me={me} note={note} />
  )
}

function WaysIn({ me, note }: StandingProps & { note: ReactNode }) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const [receipt, setReceipt] = useState(readReceipt)
  const [trouble, setTrouble] = useState<'scanner' | 'code'>()
  if (receipt) {
    return (
      <JoinProgress
        receipt={receipt}
        onAskAgain={() => {
          dropReceipt()
          setReceipt(undefined)
          navigate(`/join/${receipt.joinCode}`)
        }}
      />
    )
  }
  const scanCode = async () => {
    try {
      const path = joinPath(await scan())
      if (path) navigate(path)
      else setTrouble('code')
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error
      if (!wasCancelled(error)) setTrouble('scanner')
    }
  }
  return (
    <Screen
      title={t('standing.title')}
      barTitle={t('app.name')}
      above={me && <Organisation me={me} />}
      action={
        canScan() && (
          <Button look="primary" icon={<QrCode size={20} />} onClick={() => void scanCode()}>
            {t('standing.scan')}
          </Button>
        )
      }
    >
      {note}
      {me?.ended ? <Ended ended={me.ended} /> : <p>{t('standing.intro')}</p>}
      {trouble && <p role="alert">{t(`standing.trouble.${trouble}`)}</p>}
      <Card>
        <ol className={styles.ways}>
          <li>
            <QrCode size={24} aria-hidden="true" />
            <div>
              <h2>{t('standing.qr.title')}</h2>
              <p>{t('standing.qr.words')}</p>
            </div>
          </li>
          <li>
            <UserPlus size={24} aria-hidden="true" />
            <div>
              <h2>{t('standing.added.title')}</h2>
              <p>{t('standing.added.words')}</p>
            </div>
          </li>
        </ol>
      </Card>
      <p className={styles.note} role="status">
        {t('standing.movesOn')}
      </p>
    </Screen>
  )
}
