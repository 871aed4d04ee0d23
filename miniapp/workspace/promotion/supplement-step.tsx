/** What helps the reviewer: the store's consent, and the contact to ask (requirements B4c, B12). */
import { useLocation } from 'wouter'
import type { DraftContent } from '../../../service/drafts/contract.ts'
import { Button } from '../../parts/button.tsx'
import { InputField, TextField } from '../../parts/inputs.tsx'
import { useText } from '../../text/texts.tsx'
import { StepPage } from './step-page.tsx'
import styles from './supplement-step.module.css'
import { useVisit } from './visit-context.ts'

export function SupplementStep() {
  const { t } = useText()
  const [, navigate] = useLocation()
  const { content, change, at } = useVisit()
  const { supplement } = content
  const fill = (part: Partial<DraftContent['supplement']>) =>
    void change((now) => ({ ...now, supplement: { ...now.supplement, ...part } }))
  return (
    <StepPage
      step="supplement"
      title={t('supplement.question')}
      action={
        <Button look="primary" onClick={() => navigate(at('check'))}>
          {t('step.continue')}
        </Button>
      }
    >
      <label className={styles.agree} data-agreed={supplement.storeAgreed || undefined}>
        <input
          type="checkbox"
          checked={supplement.storeAgreed}
          onChange={({ target }) => fill({ storeAgreed: target.checked })}
        />
        <strong>{t('supplement.agreed')}</strong>
        <span>{t('supplement.agreed.words')}</span>
      </label>
      <p className={styles.intro}>{t('supplement.intro')}</p>
      <InputField
        label={t('supplement.contact')}
        optional
        maxLength={80}
        autoComplete="off"
        value={supplement.contactName}
        onChange={({ target }) => fill({ contactName: target.value })}
      />
      <InputField
        label={t('supplement.phone')}
        optional
        type="tel"
        maxLength={32}
        autoComplete="off"
        value={supplement.contactPhone}
        onChange={({ target }) => fill({ contactPhone: target.value })}
      />
      <InputField
        label={t('supplement.hours')}
        optional
        maxLength={120}
        placeholder={t('supplement.hours.example')}
        value={supplement.openingHours}
        onChange={({ target }) => fill({ openingHours: target.value })}
      />
      <TextField
        label={t('supplement.note')}
        optional
        maxLength={1000}
        value={supplement.note}
        onChange={({ target }) => fill({ note: target.value })}
      />
    </StepPage>
  )
}
