/** The domains of the service, with the example domain beside them. */
import { domains } from '../../service/domains.ts'
import { badges } from '../structure/example-domain/domain.ts'

export const withBadges = [...domains, badges]
