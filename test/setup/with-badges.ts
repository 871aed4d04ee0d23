/** What the service serves, tells and reacts to, with the example domain beside the others. */
import { routes } from '../../service/app.ts'
import { reactionsOf } from '../../service/notifications/handlers.ts'
import { joinReactions } from '../../service/outbox/handlers.ts'
import type { Registries } from '../../service/run.ts'
import { messages, reactions } from '../../service/worker.ts'
import { badgeSentMessage } from '../structure/example-domain/messages.ts'
import { badgeRoutes } from '../structure/example-domain/routes.ts'

export const withBadges: Registries = {
  routes: [...routes, ...badgeRoutes],
  messages: [...messages, badgeSentMessage],
  reactions: joinReactions([reactions, ...reactionsOf([badgeSentMessage])]),
}
