/** A whole service of its own, of which a test reads the log. */
import { configure } from '../../../service/config.ts'
import { log } from '../../../service/log.ts'
import { runService } from '../../../service/run.ts'

configure()
const service = await runService(undefined, { schedules: false })
log.info({ address: service.url }, 'ready')
