/** The service agreement of an ISO: its operators read it and agree for the company. */
import * as z from 'zod/mini'
import { endpoint, named, time } from '../../http/contract.ts'
import { agreeing, shownText, standardTexts } from './text.ts'

const agreement = named(
  'ServiceAgreement',
  z.extend(shownText, {
    /** The operator who agreed to this version for the ISO, and the time; null before that. */
    agreed: z.nullable(z.object({ at: time, by: z.string() })),
    /** The ISO has not agreed to it yet. */
    isOpen: z.boolean(),
    /** Until when its staff may deploy without; null where they may not, and once it is agreed to. */
    until: z.nullable(time),
    abilities: z.array(z.enum(['agree'])),
  }),
)
export type ServiceAgreement = z.output<typeof agreement>

/** Null where none is in force. */
const answer = z.object({ agreement: z.nullable(agreement) })

export const serviceAgreement = endpoint('GET /api/v1/workspace/service-agreement', {
  name: 'serviceAgreement',
  by: 'iso',
  about: 'workspace',
  summary: 'Get the service agreement that counts for the ISO, and whether it has agreed to it',
  answer,
})

export const agreeForIso = endpoint('POST /api/v1/workspace/service-agreement/agree', {
  name: 'agreeForIso',
  by: 'iso',
  may: 'agreements.sign',
  summary: 'Agree to the service agreement for the ISO; again it changes nothing',
  body: z.object(agreeing),
  example: { body: { text: standardTexts.serviceAgreement, version: 1, language: 'en' } },
  answer,
  errors: ['not_found', 'newer_version'],
})
