/** The products, each with what is done and the button that starts it (requirements B3). */
import { useQuery } from '@tanstack/react-query'
import { QrCode, ScanSearch, Sticker } from 'lucide-react'
import { useState } from 'react'
import { listProducts, type Product } from '../../../service/products/contract.ts'
import { ask } from '../../api/ask.ts'
import { useStart } from '../promotion/start.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Damaged } from '../../parts/damaged.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { useMe } from '../session/me-context.ts'
import home from './home.module.css'
import styles from './products.module.css'

export function Products() {
  const { t } = useText()
  const { order } = useMe()
  const list = useQuery(ask(listProducts))
  return (
    <section aria-labelledby="products">
      <h2 id="products" className={home.heading}>
        {t('home.products')}
      </h2>
      {order && <p className={styles.order}>{t(`home.order.${order}`)}</p>}
      {list.data ? (
        <ul className={styles.list}>
          {list.data.products.map((product, index, all) => (
            <li key={product.id}>
              <ProductTile product={product} first={index === all.findIndex(({ open }) => open)} />
            </li>
          ))}
        </ul>
      ) : list.error ? (
        <Failure error={list.error} retry={list.refetch} />
      ) : (
        <Skeleton rows={3} shape="card" />
      )}
      <Damaged count={list.data?.damaged} />
    </section>
  )
}

const iconOf = ({ kind, bindsCodes }: Product) =>
  kind === 'inspection' ? ScanSearch : bindsCodes ? QrCode : Sticker

function ProductTile({ product, first }: { product: Product; first: boolean }) {
  const { t, language } = useText()
  const { iso } = useMe()
  const { gate, start: startOrAsk } = useStart()
  const [starting, setStarting] = useState(false)
  const Icon = iconOf(product)
  const name = product.names[language]
  const start = async () => {
    setStarting(true)
    await startOrAsk(product.id)
  }
  return (
    <Card>
      <div className={styles.tile}>
        <span className={styles.icon} data-kind={product.kind}>
          <Icon size={24} aria-hidden="true" />
        </span>
        <div className={styles.words}>
          <h3>{name}</h3>
          <p>{product.summaries[language]}</p>
        </div>
      </div>
      {product.kind === 'inspection' ? (
        <div className={styles.doors}>
          <ButtonLink href="/work/tasks" wide>
            {t('home.tasks')}
          </ButtonLink>
          <ButtonLink href="/work/payment-verification" wide>
            {t('credentials.screen')}
          </ButtonLink>
        </div>
      ) : product.open && gate(product.id) === 'iso' ? (
        <p className={styles.blocked}>{t('policy.isoNotAgreed', { iso: iso.name })}</p>
      ) : product.open ? (
        <Button
          look={first ? 'primary' : 'plain'}
          wide
          busy={starting}
          aria-label={t('home.start.what', { product: name })}
          onClick={() => void start()}
        >
          {t('home.start')}
        </Button>
      ) : (
        <p className={styles.soon}>{t('home.soon')}</p>
      )}
    </Card>
  )
}
