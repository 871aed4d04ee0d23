/** The service as production runs it, web part only: a child of the benchmark. */
import { configure } from '../../service/config.ts'
import { runService } from '../../service/run.ts'
import { beMeasured } from './side.ts'

configure()
const service = await runService(['web'])
beMeasured(service.url, () => service.stop())
