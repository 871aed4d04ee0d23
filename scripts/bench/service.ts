/** The service as production runs it, web part only: a child of the benchmark. */
import { configure } from '../../service/config.ts'
import { runService } from '../../service/run.ts'
import { runMeasuredServer } from './child.ts'

configure()
const service = await runService(['web'])
runMeasuredServer(service.url, () => service.stop())
