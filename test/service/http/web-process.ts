/** An instance of its own for the crash tests: serves until it is killed, and prints where. */
import { configure } from '../../../service/config.ts'
import { runService } from '../../../service/run.ts'
import { patientWithMongoDB } from '../../setup/patience.ts'

configure()
const service = await runService(['web'], {
  schedules: false,
  unreachableAfter: patientWithMongoDB,
})
console.log(service.url)
