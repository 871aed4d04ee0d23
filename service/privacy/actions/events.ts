/** Events hold ids and states; the id that DingTalk has for a person is taken out of those about them. */
import { among, type PersonalData } from '../../personal-data/declaration.ts'
import { Events } from '../../outbox/model.ts'

export const eventPersonalData: PersonalData[] = [
  {
    collection: 'events',
    find: ({ staff, accounts }) =>
      Events.find(
        { 'subject.id': among([...staff, ...accounts]) },
        { type: 1, at: 1, actor: 1, data: 1 },
      ).lean(),
    async erase({ staff }) {
      await Events.updateMany(
        {
          'subject.id': among(staff),
          'data.dingtalkUserId': { $exists: true },
          // one that is still to be delivered needs it
          state: 'done',
        },
        { $unset: { 'data.dingtalkUserId': 1 } },
      )
      await Events.updateMany(
        { 'subject.id': among(staff), 'actor.kind': 'staff' },
        [{ $set: { 'actor.id': '$subject.id' } }],
        { updatePipeline: true },
      )
    },
  },
]
