/** What is said when the phone does not keep what was entered. */
export const storage = {
  'storage.unkept': 'Not saved on this phone',
  'storage.full': 'This phone has no room left. Free some space.',
  'storage.blocked':
    'The app may be open in another window. Close that window, or close DingTalk and open it again.',
  'storage.newer':
    'A newer version of the app has saved work here. Close DingTalk and open it again to get that version.',
  'storage.forbidden':
    'The app may not save anything on this phone. Leave private browsing, or allow it in the settings.',
  'storage.broken': 'The storage of this phone does not answer. Close DingTalk and open it again.',
  'storage.stay': 'Stay on this page until everything is sent.',
  'storage.signOut': 'What is not saved on this phone and not sent yet is lost when you sign out.',
  'storage.title': 'What is saved on this phone does not open',
  'storage.without': 'Go on without it',
  'storage.without.words':
    'Without it nothing is saved on this phone: stay on the page until everything is sent.',
  'storage.photo': 'Not saved on this phone. Stay on this page until it is sent.',
}
