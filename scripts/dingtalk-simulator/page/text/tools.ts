/** Words of the settings beside a device: trays, place, network, language, person. */
export const toolWords = {
  tools: {
    of: (name: string) => `Device settings of ${name}`,
    fold: 'Fold the device settings',
    unfold: 'Device settings',
  },
  scanTray: {
    title: 'Scan tray',
    caption: 'Scan',
    explain: 'What the app’s scanner sees next on this phone.',
  },
  photoTray: {
    title: 'Camera tray',
    caption: 'Camera',
    explain: 'The picture that the camera takes next on this device.',
  },
  place: {
    title: 'Place',
    caption: 'Place',
    unknown: 'Location not allowed',
    map: (metres: number) =>
      `Map, ${metres} m across: click, or use the arrow keys, to move the device`,
    scale: (metres: number) => `${metres} m across`,
    latitude: 'Latitude',
    longitude: 'Longitude',
    accuracy: 'Accuracy, m',
  },
  network: {
    on: 'Online',
    off: 'Offline',
    turnOff: 'Online: take the device offline',
    turnOn: 'Offline: bring the device online',
  },
  language: {
    title: 'Language of the device',
    label: (tag: string) => `Language of the device: ${tag}`,
    explain: 'Pages see it when they are opened.',
  },
  owner: {
    title: 'The person',
    caption: 'Person',
    phone: 'Phone number',
    member: (userId: string | undefined) => (userId ? `Member, ${userId}` : 'Member'),
    notMember: 'Not a member',
    leave: (organisation: string) => `Leave ${organisation}`,
    install: 'Install DingTalk',
    uninstall: 'Remove DingTalk from the phone',
  },
}
