/** How long tests that are not about outages give MongoDB; also for processes of their own, which have no vitest. */

/** Milliseconds: a busy machine on which MongoDB answers late once is no outage. */
export const patientWithMongoDB = 15_000
