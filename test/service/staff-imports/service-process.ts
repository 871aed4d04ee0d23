/** A service of its own for the crash test: works off what is due until it is killed. */
import { configure } from '../../../service/config.ts'
import { runService } from '../../../service/run.ts'
import { patientWithMongoDB } from '../../setup/patience.ts'

configure()
await runService(['worker'], { unreachableAfter: patientWithMongoDB })
console.log('working')
