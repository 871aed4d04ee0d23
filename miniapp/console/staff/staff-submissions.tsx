/** What a staff member has sent in, newest first; each leads to what can be read of it. */
import { listStaffSubmissions } from '../../../service/promotions/contract/iso.ts'
import { addresses } from '../addresses.ts'
import { InnerList, InnerRow } from '../kit/inner-list.tsx'
import { ItemState } from '../parts/state.tsx'

export const StaffSubmissions = ({ staffId }: { staffId: string }) => (
  <InnerList
    of={listStaffSubmissions}
    asked={{ params: { staffId } }}
    title="submissions.title"
    none="submissions.none"
    loadingRows={4}
    row={({ id, storeName, status, submittedAt, revision }, { t, date }) => (
      <InnerRow
        name={storeName}
        href={addresses.submission(id)}
        state={<ItemState status={status} />}
        facts={[
          <>
            <time dateTime={submittedAt}>{date(submittedAt)}</time>
            {revision > 1 && ` · ${t('queue.revision', { revision })}`}
          </>,
        ]}
      />
    )}
  />
)
