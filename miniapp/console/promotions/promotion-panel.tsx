/** One submission beside the list: who, where, how each item stands and why; the page has all photos. */
import { ExternalLink } from 'lucide-react'
import { Link } from 'wouter'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { findIsoSubmission } from '../../../service/promotions/contract/iso.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { recordPanel } from '../kit/record-panel.tsx'
import { ItemState } from '../parts/state.tsx'
import { RevisionBadge } from '../review/revision-badge.tsx'
import { Said } from '../review/said.tsx'
import { useItemName, useNames } from '../review/words.ts'
import styles from './promotions.module.css'

type Found = AnswerOf<typeof findIsoSubmission>

export const PromotionPanel = recordPanel(findIsoSubmission, 'submissionId', {
  kind: 'submission',
  nameOf: ({ submission }) => submission.store.name,
  state: ({ submission: { status, revision, cause } }) => (
    <>
      <ItemState status={status} />
      <RevisionBadge revision={revision} cause={cause} />
    </>
  ),
  actions: OpenPage,
  facts: ({ submission, staff }, { t, dateTime }) => [
    [
      'promotions.staff',
      <Link key="staff" href={addresses.staffMember(staff.id)}>
        {staff.name}
      </Link>,
    ],
    ['promotions.product', <Product key="product" id={submission.product} />],
    ['promotions.address', submission.store.address],
    ['promotions.submitted', dateTime(submission.submittedAt)],
    ['promotions.reviewed', submission.decidedAt ? dateTime(submission.decidedAt) : t('desk.open')],
  ],
  details: Items,
  happened: ({ submission }, { t }) =>
    submission.timeline.map(({ at, what, revision }) => ({
      at,
      words: t(`history.${what}`, { revision }),
      by: '',
    })),
})

const Product = ({ id }: { id: string }) => useNames().product(id)

function OpenPage({ record: { submission } }: { record: Found }) {
  const { t } = useText()
  return (
    <Link href={addresses.submission(submission.id)} className={styles.open}>
      <ExternalLink size={16} aria-hidden />
      {t('promotions.open')}
    </Link>
  )
}

function Items({ record: { submission } }: { record: Found }) {
  const { t } = useText()
  const nameOf = useItemName()
  const { spotKind } = useNames()
  const { store, spots } = submission
  const items = [
    { id: 'store', name: nameOf({ kind: 'store', number: 0 }), verdict: store.verdict },
    ...spots.map(({ id, kind, verdict }, index) => ({
      id,
      name: `${nameOf({ kind: 'spot', number: index + 1 })} · ${spotKind(kind)}`,
      verdict,
    })),
  ]
  return (
    <ul className={styles.items} aria-label={t('promotions.items')}>
      {items.map(({ id, name, verdict }) => (
        <li key={id}>
          <p className={styles.item}>
            <span>{name}</span>
            <ItemState status={verdict.status} />
          </p>
          {verdict.status === 'rejected' && <Said verdict={verdict} title={t('submissions.why')} />}
        </li>
      ))}
    </ul>
  )
}
