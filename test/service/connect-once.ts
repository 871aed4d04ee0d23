/** A program for start-refused.test.ts: connects to MongoDB without patience, and ends as a start does that fails. */
import { configure } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { endStart } from '../../service/start-remedy.ts'

try {
  await connectDatabase(configure().mongodbUri, 1)
} catch (error) {
  endStart(error)
}
process.exit(0)
