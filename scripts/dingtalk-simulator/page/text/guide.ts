/** Words of what to try next, step by step. */
export const guideWords = {
  guide: {
    label: 'What to try next',
    titles: ['Sign in', 'Add staff', 'Ask to join', 'Promote', 'Review'] as const,
    step: (number: number, title: string, done: boolean) =>
      `Step ${number}: ${title}${done ? ', done' : ''}`,
    show: 'Show the devices',
    next: (title: string) => `Next: ${title}`,
    dismiss: 'Hide the guide',
    bringBack: 'Show the guide',
    phone: 'phone number',
    isoEmail: 'ISO email',
    signIn: (name: string) =>
      `Sign in to the console on ${name}’s desktop. The email and password stand below it: press “Fill in”.`,
    signedIn: (name: string) => `${name} is signed in to the console.`,
    add: (admin: string, person: string) =>
      `On ${admin}’s desktop open Staff Management › Staff Details › Add Staff, and add ${person}.`,
    install: (name: string) =>
      `${name}’s phone got DingTalk’s signup message. Tap “Install DingTalk” there.`,
    identity: (name: string, choice: string) =>
      `DingTalk asks ${name} for an identity: choose Alipay Partner. Tap “${choice}” on the phone.`,
    agree: (name: string) => `Open the Org invitation on ${name}’s phone and tap “Agree”.`,
    declined: (name: string) => `${name} declined. Send the invitation again from the console.`,
    joined: (name: string) => `${name} is associated. Staff Details shows it without a reload.`,
    scan: (name: string) =>
      `On ${name}’s phone tap Scan at the top right, hold up the ISO’s QR code and ask to join.`,
    decide: (name: string) =>
      `${name} has an association request. Tap “Approve” in DingTalk, or decide on Review List.`,
    promote: (name: string) =>
      `On ${name}’s phone open Workbench › Partner Workspace, then Alipay+ Marketing Code › Start Promotion.`,
    promoted: (name: string) => `${name} has submitted a store. It waits for review.`,
    signInToReview: (reviewer: string, sent: string) =>
      `Sign in to the console on ${reviewer}’s desktop to review what ${sent} sent.`,
    review: (reviewer: string, sent: string) =>
      `On ${reviewer}’s desktop review what ${sent} sent: approve a spot, reject another with a reason.`,
    result: (name: string) =>
      `${name} has been told the result. Open the message and tap its button to modify what was rejected.`,
  },
}
