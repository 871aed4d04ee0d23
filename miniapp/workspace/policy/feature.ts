/** Agreements to deployment policies in the workspace; where they are made says `promotion`. */
import { myAgreements } from '../../../service/agreements/contract/own.ts'
import { ask } from '../../api/ask.ts'
import { lines, type Feature } from '../parts/feature.ts'
import { agreementsKept } from './agreements.ts'

export const policyFeature: Feature = {
  screens: [],
  kind: agreementsKept,
  // the home waits for it: whether a product can be started is part of its layout
  lines: lines({ asked: ask(myAgreements), needs: () => [] }),
}
