/** Before sending: what is there, and each missing thing as a link to where it is mended. */
import { ChevronRight, CircleAlert, CircleCheck, CornerUpLeft } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { missingItems, type MissingLine } from './check-list.ts'
import type { Step } from './visit.ts'
import { usePhone } from '../../drafts/memory.ts'
import { visitsKept } from './visits.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { useText } from '../../text/texts.tsx'
import { noteActivity } from '../activity/note.ts'
import { Photo } from '../parts/photo.tsx'
import styles from './check-step.module.css'
import { StepPage } from './step-page.tsx'
import { useUnchanged } from './unchanged.ts'
import { useVisit } from './visit-context.ts'

export function CheckStep() {
  const { t } = useText()
  const [, navigate] = useLocation()
  const { visit, content, rules, at, atSpot } = useVisit()
  const { photos } = usePhone()
  const missing = missingItems(visit, rules, photos)
  const unchanged = useUnchanged()
  const [first] = missing
  const hrefOf = ({ step, spot }: MissingLine) => (spot ? atSpot(spot.id) : at(step))
  const wordsOf = ({ what, spot }: MissingLine) =>
    t(`missing.${what}`, { number: spot?.number ?? 0 })
  const submit = () => {
    noteActivity('submit')
    void visitsKept.submit(visit.id)
    navigate(at('sent'), { replace: true })
  }
  return (
    <StepPage
      step="check"
      title={t(first ? 'check.question.missing' : 'check.question', { count: missing.length })}
      action={
        first ? (
          <ButtonLink href={hrefOf(first)} look="primary" wide>
            {t('check.fix', { what: wordsOf(first) })}
          </ButtonLink>
        ) : (
          <Button look="primary" onClick={submit}>
            {t(visit.revision ? 'check.submitAgain' : 'check.submit', {
              count: content.spots.length,
            })}
          </Button>
        )
      }
    >
      {missing.length > 0 && (
        <Card tight>
          <ul className={styles.missing} aria-label={t('check.missing')}>
            {missing.map((line) => (
              <li key={`${line.what}${line.spot?.id ?? ''}`}>
                <Link href={hrefOf(line)}>
                  <CircleAlert size={20} aria-hidden="true" />
                  <span>{wordsOf(line)}</span>
                  <ChevronRight size={20} aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {unchanged.length > 0 && (
        <Card tight>
          <ul className={styles.missing} data-kind="unchanged" aria-label={t('check.unchanged')}>
            {unchanged.map(({ key, words, href }) => (
              <li key={key}>
                <Link href={href}>
                  <CornerUpLeft size={20} aria-hidden="true" />
                  <span>{words}</span>
                  <ChevronRight size={20} aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Summary missing={missing} />
      {!first && <p className={styles.after}>{t('check.after')}</p>}
    </StepPage>
  )
}

/** Everything that will be sent, in the order it was asked for; each line opens its step. */
function Summary({ missing }: { missing: MissingLine[] }) {
  const { t, language } = useText()
  const { content, at, lists, bindsCodes } = useVisit()
  const { store, spots, supplement } = content
  const category = lists.storeCategories.find(({ id }) => id === store.category)?.names[language]
  const codes = spots.reduce((count, spot) => count + spot.codes.length, 0)
  const photos = spots.reduce((count, spot) => count + spot.photos.length, 0)
  const posm = spots.flatMap((spot) => spot.posm ?? []).reduce((count, one) => count + one.count, 0)
  const spotFacts = [
    t('spots.count', { count: spots.length }),
    t('spots.photos', { count: photos }),
    bindsCodes ? t('spots.codes', { count: codes }) : posm > 0 && t('spots.posm', { count: posm }),
  ]
  const facts: Record<Exclude<Step, 'check'>, string> = {
    store: [store.name.trim(), category].filter(Boolean).join(' · '),
    address: store.address.trim(),
    storefront: t('spots.photos', { count: store.photos.length }),
    spots: spotFacts.filter(Boolean).join(' · '),
    supplement: [supplement.contactName, supplement.openingHours].filter(Boolean).join(' · '),
  }
  return (
    <Card tight>
      <ul className={styles.summary}>
        {(Object.keys(facts) as (keyof typeof facts)[]).map((step) => {
          const open = missing.some((line) => line.step === step)
          return (
            <li key={step}>
              <Link href={at(step)}>
                {step === 'storefront' && store.photos[0] && !open ? (
                  <span className={styles.picture}>
                    <Photo id={store.photos[0]} alt="" />
                  </span>
                ) : (
                  <span className={styles.mark} data-open={open || undefined}>
                    {open ? (
                      <CircleAlert size={20} aria-hidden="true" />
                    ) : (
                      <CircleCheck size={20} aria-hidden="true" />
                    )}
                  </span>
                )}
                <span className={styles.words}>
                  <strong>{t(`step.${step}`)}</strong>
                  {facts[step] && <span>{facts[step]}</span>}
                </span>
                <ChevronRight size={20} aria-hidden="true" />
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
