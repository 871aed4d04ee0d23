/** The state table of every kind of record, in full: written down by hand from the design. */
import { describe, expect, test } from 'vitest'
import { taskMachine } from '../../../service/inspections/rules.ts'
import { messageMachine } from '../../../service/notifications/rules/states.ts'
import { codeMachine } from '../../../service/marketing-codes/rules.ts'
import { itemMachine, submissionMachine } from '../../../service/promotions/rules/states.ts'
import { importMachine } from '../../../service/staff-imports/rules/states.ts'
import { staffMachine } from '../../../service/staff/rules/association.ts'
import { arrowsOf, type Machine } from '../../../service/states/machine.ts'
import { accountMachine } from '../../../service/test-accounts/rules.ts'
import { memberMachine } from '../../../service/team/rules.ts'
import { workspaceMachine } from '../../../service/workspaces/rules.ts'

/** Columns are the states, after `none`; `.` where the step cannot happen, `=` where the state stays, `|` between states to choose. */
const tables: Record<string, { machine: Machine; rows: string }> = {
  'an association': {
    machine: staffMachine,
    rows: `
                      none      requested approved           invited            associated rejected  invitation_failed  removed   left
      add             invited   .         .                  .                  .          invited   .                  invited   invited
      request         requested .         .                  .                  .          requested .                  requested requested
      request_again   .         =         .                  .                  .          .         .                  .         .
      approve         .         approved  .                  .                  .          .         .                  .         .
      reject          .         rejected  .                  .                  .          .         .                  .         .
      undo            .         .         requested          .                  .          requested .                  .         .
      invite          .         .         invited            =                  .          .         .                  .         .
      ask             .         .         invited            .                  .          .         .                  .         .
      ask_again       .         .         .                  =                  .          .         .                  .         .
      fail            .         .         invitation_failed  invitation_failed  .          .         .                  .         .
      decline         .         .         .                  invitation_failed  .          .         =                  .         .
      retry           .         .         .                  =                  .          .         invited            .         .
      correct_phone   .         .         .                  =                  .          .         invited            .         .
      go_on           .         .         =                  =                  .          .         .                  .         .
      associate       .         .         associated         associated         .          .         associated         .         .
      cancel          .         .         removed            removed            .          .         removed            .         .
      remove          .         .         removed            removed            removed    .         removed            .         .
      leave           .         .         .                  .                  left       .         .                  .         .
      renumber        .         =         =                  =                  =          =         =                  =         =
      undo_acceptance .         =         =                  =                  =          =         =                  =         =`,
  },
  'an import': {
    machine: importMachine,
    rows: `
             none    checked running   paused    finished cancelled
      check  checked .       .         .         .        .
      start  .       running .         .         .        .
      pause  .       .       paused    .         .        .
      stick  .       .       paused    .         .        .
      resume .       .       .         running   .        .
      cancel .       .       cancelled cancelled .        .
      finish .       .       finished  .         .        .`,
  },
  'an item that was sent in': {
    machine: itemMachine,
    rows: `
              none      in_review approved  rejected
      submit  in_review .         .         .
      approve .         approved  .         .
      reject  .         rejected  .         .
      change  .         .         in_review in_review
      appeal  .         .         .         in_review`,
  },
  'a submission as a whole': {
    machine: submissionMachine,
    rows: `
             none in_review         approved  rejected
      decide .    approved|rejected .         .
      undo   .    .                 in_review in_review
      modify .    .                 .         in_review|approved
      appeal .    .                 .         in_review`,
  },
  'a Marketing Code': {
    machine: codeMachine,
    rows: `
               none   issued  bound   active  retired
      issue    issued .       .       .       .
      bind     .      bound   .       .       .
      release  .      .       issued  .       .
      activate .      .       active  .       .
      reopen   .      .       .       bound   .
      retire   .      retired retired retired .`,
  },
  'a verification task': {
    machine: taskMachine,
    rows: `
                none     unassigned assigned   started    submitted returned   accepted expired
      assign    assigned .          .          .          .         .          .        .
      start     .        .          started    .          .         .          .        .
      submit    .        .          submitted  submitted  .         submitted  .        .
      accept    .        .          .          .          accepted  .          .        .
      return    .        .          .          .          returned  .          .        .
      reassign  .        assigned   =          assigned   .         assigned   .        .
      extend    .        .          =          =          .         =          .        .
      give_back .        .          unassigned unassigned .         unassigned .        .
      expire    .        expired    expired    expired    .         expired    .        .`,
  },
  'a test account': {
    machine: accountMachine,
    rows: `
                none      available assigned  suspended retired
      add       available .         .         .         .
      assign    .         assigned  .         .         .
      take_back .         .         available .         .
      rotate    .         =         =         =         .
      suspend   .         suspended suspended .         .
      resume    .         .         .         available .
      retire    .         retired   retired   retired   .`,
  },
  'a message': {
    machine: messageMachine,
    rows: `
                 none                       waiting    sending    checking sent    read failed  not_wanted not_needed suspended
      write      waiting|sending|not_wanted .          .          .        .       .    .       .          .          .
      try_next   .                          sending    =          .        .       .    .       .          .          .
      hold       .                          =          waiting    .        .       .    .       .          .          .
      send       .                          sent       sent       .        .       .    .       .          .          .
      hand_over  .                          checking   checking   .        .       .    .       .          .          .
      fail       .                          failed     failed     .        .       .    .       .          .          .
      dismiss    .                          not_needed not_needed .        .       .    .       .          .          .
      drop       .                          suspended  suspended  .        .       .    .       .          .          .
      look       .                          .          .          =        =       .    .       .          .          .
      arrive     .                          .          .          sent     =       .    .       .          .          .
      read       .                          .          .          read     read    .    .       .          .          .
      bounce     .                          .          .          sending  sending .    .       .          .          .
      send_again .                          .          .          .        .       .    sending .          .          .`,
  },
  'a member of a workspace': {
    machine: memberMachine,
    rows: `
             none   active  removed
      add    active .       .
      remove .      removed .`,
  },
  'a workspace': {
    machine: workspaceMachine,
    rows: `
              none   active    suspended
      create  active .         .
      suspend .      suspended .
      resume  .      .         active`,
  },
}

describe.each(Object.entries(tables))('%s', (_, { machine, rows }) => {
  const [head = [], ...lines] = rows
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const expected = lines.flatMap(([step = '', ...cells]) =>
    cells.flatMap((cell, index) => {
      const from = head[index]!
      if (cell === '.') return []
      return cell.split('|').map((to) => `${from} ${step} ${to === '=' ? from : to}`)
    }),
  )

  test('moves along these ways, and no other', () => {
    const ways = arrowsOf(machine).map(({ from, step, to }) => `${from} ${step} ${to}`)
    expect(ways.toSorted()).toEqual(expected.toSorted())
  })

  test('has these states', () => {
    expect(head).toEqual(['none', ...machine.states])
  })
})
