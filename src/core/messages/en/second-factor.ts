/** A second proof at the log-in. */
const number = new Intl.NumberFormat('en');

export const secondFactor = {
  title: 'Second proof',
  lead: 'Beside your password, something that only you have: an app that shows codes, or a passkey in your phone, computer or key.',
  on: 'Your account asks for a second proof.',
  off: 'Your account asks for your password alone.',
  required:
    'This archive asks its staff for a second proof. Until you have one, you can do here what every member can.',
  app: {
    title: 'An app that shows codes',
    none: 'Any authenticator app will do.',
    since: 'It is set up.',
    setUp: 'Set it up',
    remove: 'Use it no more',
    scanTitle: 'Add the archive to your app',
    scan: 'Scan this with the app, or type the key into it.',
    picture: 'QR code that holds the key',
    key: 'Key',
    code: 'The code that it shows now',
    codeHelp: 'Six digits.',
    wrong:
      'That code is not right. Codes change every 30 seconds; check that the clock of your device is right, and take the next one.',
    confirm: 'Turn it on',
  },
  codes: {
    title: 'Codes on paper',
    lead: 'Each lets you in once when the app or the passkey is gone. Print them or write them down: they are not shown again.',
    left: (n: number) => `${number.format(n)} ${n === 1 ? 'code is' : 'codes are'} left.`,
    renew: 'Make new ones',
    old: 'Those that you had are good no longer.',
    done: 'I have kept them',
  },
  passkeys: {
    title: 'Passkeys',
    lead: 'A passkey logs you in without a password, by the lock of your device.',
    none: 'You have none.',
    needsHost:
      'Passkeys need an address with a host name and https; this archive was opened by a number or without https.',
    needsScript: 'Adding one needs JavaScript.',
    since: (day: string) => `added on ${day}`,
    used: (day: string) => `last used on ${day}`,
    name: 'A name for it',
    nameHelp: 'So that you know them apart, such as “phone”.',
    fallbackName: 'Passkey',
    add: 'Add a passkey',
    remove: 'Remove',
    removed: 'The passkey is removed.',
    added: 'The passkey is added.',
    failed: 'The passkey did not prove itself. Try again, or use another way.',
    tooMany: 'You have as many as there can be. Remove one first.',
    useIt: 'Log in with a passkey',
    interrupted: 'That was interrupted. Nothing has changed; try again.',
  },
  logIn: {
    title: 'One thing more',
    lead: 'Type the code that your app shows, or one of your codes on paper.',
    leadPasskey: 'Use your passkey, or type one of your codes.',
    code: 'Code',
    go: 'Log in',
    wrong: 'That code is not right, or it was used. Take the next one that your app shows.',
    gone: 'That took too long. Log in again.',
  },
  letters: {
    on: {
      subject: (archive: string) => `Your account at ${archive} has another proof`,
      text: 'From now on your account at this archive can also be opened by a way that was just added. If that was not you, choose another password at once:',
    },
    off: {
      subject: (archive: string) => `Your account at ${archive} has one proof less`,
      text: 'A way to prove that you are you was just removed from your account. If that was not you, choose another password at once:',
    },
    link: 'Choose a new password',
  },
};
