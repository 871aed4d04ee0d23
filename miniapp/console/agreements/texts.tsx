/** Policies and agreements, for the platform: by product and country, each with its versions beside the list. */
import { listAgreementTexts, publishText } from '../../../service/agreements/contract/platform.ts'
import { kindsOfText } from '../../../service/agreements/contract/text.ts'
import { addresses } from '../addresses.ts'
import { Below } from '../kit/columns.tsx'
import { chips } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { PublishText } from './publish-text.tsx'
import { placeName, subjectName } from './text-name.ts'
import { TextPanel } from './text-panel.tsx'

const kinds = chips({
  param: 'kind',
  label: 'agreements.filter',
  all: 'agreements.all',
  ids: kindsOfText,
  word: (kind) => `agreements.kind.${kind}`,
})

export const AgreementTexts = ({ openId }: { openId?: string | undefined }) => (
  <ListPage
    of={listAgreementTexts}
    title="nav.policies"
    about="agreements.about"
    filters={[kinds]}
    add={{ does: publishText, word: 'agreements.addCountry', filter: kinds, dialog: PublishText }}
    none={['agreements.empty', 'agreements.emptyHow']}
    opens={{ id: openId, address: addresses.policies, panel: TextPanel }}
    columns={({ name, text }) => [
      name('agreements.subject', subjectName),
      text('agreements.kind', ({ kind }, { t }) => t(`agreements.kind.${kind}`), { wide: true }),
      text('agreements.country', ({ country }, words) => placeName(country, words)),
      {
        head: 'agreements.version',
        cell: ({ inForce, next }, { t, date }) => (
          <>
            {inForce
              ? t('agreements.inForce', { version: inForce.number, day: date(inForce.validFrom) })
              : t('agreements.notYet')}
            <Below>
              {next && t('agreements.next', { version: next.number, day: date(next.validFrom) })}
            </Below>
          </>
        ),
      },
      text('agreements.agreed', ({ agreed }, { counted }) => counted(agreed)),
    ]}
  />
)
