/** Works out from the simulator's state what a visitor could do next: five steps, each one sentence at a time. */
import type { Message, Person, SimulatorState } from '../api/types.ts'
import { text } from '../text/all.ts'
import { identityNameIn } from '../text/devices.ts'

export interface Step {
  number: number
  title: string
  /** Whose devices matter for it. */
  people: string[]
  /** The one among them whose turn it is: shown alone where there is room for one. */
  actor: string
  /** What to do now, or what has come of it. */
  sentence: string
  done: boolean
  /** A value that the sentence asks to type. */
  copy?: { label: string; value: string }
}

/** The people of the demonstration who have a part in the guide. */
const cast = {
  admin: 'olivia',
  invited: 'lin',
  asking: 'aroon',
  promoting: 'mei',
  reviewer: 'ravi',
}

const firstName = (person: Person) => person.name.split(' ')[0] ?? person.name

const messagesOf = (person: Person): Message[] => person.chats.flatMap((chat) => chat.messages)

/** A card that waits for a decision: one of its buttons calls the service back. */
const undecided = (person: Person) =>
  messagesOf(person).some((m) => m.kind === 'card' && m.buttons.some((button) => !button.url))

type Progress = Pick<Step, 'sentence' | 'done' | 'copy' | 'actor'>

/** From invitation to membership; null before DingTalk has written to the person. */
function joining(person: Person): Progress | null {
  const name = firstName(person)
  const actor = person.id
  if (person.member) return { actor, sentence: text.guide.joined(name), done: true }
  const messages = messagesOf(person)
  const invitation = messages.findLast((m) => m.kind === 'invitation')
  const reached = invitation !== undefined || messages.some((m) => m.kind === 'signup')
  if (reached && !person.installed)
    return { actor, sentence: text.guide.install(name), done: false }
  if (reached && person.identity === null)
    return {
      actor,
      sentence: text.guide.identity(name, identityNameIn(person.language, 'alipayPartner')),
      done: false,
    }
  if (invitation?.state === 'pending')
    return { actor, sentence: text.guide.agree(name), done: false }
  if (invitation?.state === 'declined')
    return { actor, sentence: text.guide.declined(name), done: false }
  return null
}

function signIn(admin: Person, started: boolean): Progress {
  const done = admin.signedIn || started
  const name = firstName(admin)
  const sentence = done ? text.guide.signedIn(name) : text.guide.signIn(name)
  return { actor: admin.id, done, sentence }
}

function asking(person: Person, admin: Person): Progress {
  const reached = joining(person)
  if (reached) return reached
  return undecided(admin)
    ? { actor: admin.id, sentence: text.guide.decide(firstName(admin)), done: false }
    : {
        actor: person.id,
        sentence: text.guide.scan(firstName(person)),
        done: false,
        copy: admin.demoSignIn && { label: text.guide.isoEmail, value: admin.demoSignIn.email },
      }
}

function promotingProgress(person: Person): Pick<Step, 'sentence' | 'done'> {
  const done = person.deeds.includes('submitted')
  const name = firstName(person)
  return { done, sentence: done ? text.guide.promoted(name) : text.guide.promote(name) }
}

function reviewing(reviewer: Person, promoting: Person): Progress {
  const done = reviewer.deeds.includes('decided')
  const waiting = done && promoting.unread > 0
  const [reviews, sent] = [firstName(reviewer), firstName(promoting)]
  return {
    actor: waiting ? promoting.id : reviewer.id,
    done,
    sentence: done
      ? text.guide.result(sent)
      : reviewer.signedIn
        ? text.guide.review(reviews, sent)
        : text.guide.signInToReview(reviews, sent),
  }
}

/** The steps whose people are all there. */
export function stepsOf(state: SimulatorState): Step[] {
  const find = (id: string) => state.people.find((person) => person.id === id)
  const admin = find(cast.admin)
  const invited = find(cast.invited)
  const newcomer = find(cast.asking)
  const promoting = find(cast.promoting)
  const reviewer = find(cast.reviewer)
  const steps: Step[] = []
  if (admin && invited) {
    const people = [admin.id, invited.id]
    const progress = joining(invited)
    steps.push({
      number: 1,
      title: text.guide.titles[0],
      people,
      ...signIn(admin, progress !== null),
    })
    steps.push({
      number: 2,
      title: text.guide.titles[1],
      people,
      ...(progress ?? {
        actor: admin.id,
        sentence: text.guide.add(firstName(admin), invited.name),
        done: false,
        copy: { label: text.guide.phone, value: invited.phone },
      }),
    })
  }
  if (admin && newcomer)
    steps.push({
      number: 3,
      title: text.guide.titles[2],
      people: [newcomer.id, admin.id],
      ...asking(newcomer, admin),
    })
  if (promoting)
    steps.push({
      number: 4,
      title: text.guide.titles[3],
      people: [promoting.id],
      actor: promoting.id,
      ...promotingProgress(promoting),
    })
  if (reviewer && promoting)
    steps.push({
      number: 5,
      title: text.guide.titles[4],
      people: [reviewer.id, promoting.id],
      ...reviewing(reviewer, promoting),
    })
  return steps
}

/** The first step that is not done; the last one when all are. */
export const firstOpen = (steps: Step[]): Step | undefined =>
  steps.find((step) => !step.done) ?? steps.at(-1)

/**
 * The step to show. A chosen one stays until the visitor goes on; otherwise the one they began
 * with stays too, so that they see what came of it, unless the next goes on with the same people.
 */
export function currentStep(
  steps: Step[],
  chosen: number | null,
  begun: number | null,
): Step | undefined {
  const named = steps.find((step) => step.number === chosen)
  if (named) return named
  const start = steps.find((step) => step.number === begun)
  if (!start) return firstOpen(steps)
  const next = steps.find((step) => step.number === start.number + 1)
  const goesOn = start.done && next && next.people.join() === start.people.join()
  return goesOn ? next : start
}
