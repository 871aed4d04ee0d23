/** The oldest browsers that each half of the mini-app works in: what it is built for, and what a test holds it to. */

/** First versions by the names of @mdn/browser-compat-data, which are also those of the build's targets. */
export interface MinimumVersions {
  chrome: number
  safari: number
}

export const minimumVersions = {
  /** Web views of phones that are some years old: DingTalk brings Chrome's engine on Android, iOS its own. */
  workspace: { chrome: 87, safari: 14 },
  /**
   * Desktops update their browsers by themselves, and DingTalk's desktop client with itself: the console is for current
   * ones. From these on it works (Safari 14.1, which is 14.5 on iOS); `too-old.js` asks for what came with them, and
   * says so where that is missing.
   */
  console: { chrome: 88, safari: 14.5 },
} satisfies Record<string, MinimumVersions>

/** What the build makes of the code: all of it for the oldest, because both halves share files. */
export const buildTargets = [
  `chrome${minimumVersions.workspace.chrome}`,
  `safari${minimumVersions.workspace.safari}`,
]
