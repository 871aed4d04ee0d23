/** The service with both of its halves: a child of the benchmark of invitations. */
import { configure } from '../../service/config.ts'
import { runService } from '../../service/run.ts'
import { runMeasuredServer } from './child.ts'

configure()
const service = await runService()
runMeasuredServer(service.url, () => service.stop())
