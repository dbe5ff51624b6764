/** One's own account: sessions, password, name, mail. */
export const account = {
  title: 'Your account',
  link: 'Account',
  lead: (login: string) => `You log in as ${login}. Nobody sees that name but you and the staff.`,
  nav: 'Account',
  pages: {
    overview: 'Overview',
    sessions: 'Where you are logged in',
    password: 'Password',
    name: 'Name for logging in',
    email: 'E-mail',
    invitations: 'Invitations',
  },
  current: {
    name: 'Name',
    email: 'E-mail',
    since: 'Member since',
  },
  passwordNow: 'Your password now',
  passwordNowHelp: 'So that nobody who finds this page open can change it.',
  wrongPassword: 'That is not your password.',
  sessions: {
    lead: 'Each line is a browser that is logged in. End those that you do not know, and choose another password.',
    here: 'This browser',
    unknown: 'A browser that does not say what it is',
    since: (day: string, seen: string) => `Logged in on ${day}, last here on ${seen}`,
    end: 'End it',
    endOthers: 'End all but this one',
    ended: 'Ended.',
    alone: 'You are logged in nowhere else.',
  },
  password: {
    lead: 'You will be logged out everywhere else.',
    new: 'New password',
    save: 'Change it',
    done: 'Your password is changed, and you are logged out everywhere else.',
  },
  name: {
    lead: 'It can be changed once in seven days. A pen name that is the same as your name changes with it.',
    new: 'New name',
    save: 'Change it',
    done: 'Your name is changed.',
    soon: (day: string) =>
      `You changed your name within the last seven days. You can change it again on ${day}.`,
    same: 'That is your name already.',
  },
  email: {
    lead: 'A letter goes to the new address. It is yours here once you follow its link; until then the old one holds.',
    new: 'New e-mail',
    save: 'Send the letter',
    sent: 'A letter is on its way to the new address. Its link is good for seven days.',
    waits: (email: string) => `${email} waits for its confirmation.`,
    forget: 'Keep the old address',
    title: 'A new address for your account',
    confirmLead: (email: string) => `This makes ${email} the address of your account.`,
    confirm: 'Make it so',
    done: 'Your new address is confirmed.',
    taken: 'That address cannot be used any more. Try another.',
  },
  letters: {
    email: {
      subject: (archive: string) => `Confirm your new address for ${archive}`,
      text: 'You asked that letters about your account go to this address from now on.',
      link: 'Make this my address',
    },
    emailAsked: {
      subject: (archive: string) => `A new address for your account at ${archive}`,
      text: (email: string) =>
        `Somebody who knows your password asked that letters about your account go to ${email} from now on. That happens when the link in a letter there is followed. If that was not you, choose another password at once, and the change is off:`,
      link: 'Choose a new password',
    },
    passwordChanged: {
      subject: (archive: string) => `Your password at ${archive} was changed`,
      text: 'Your password was changed, and you were logged out everywhere else. If that was not you, choose another one at once:',
      link: 'Choose a new password',
    },
    nameChanged: {
      subject: (archive: string) => `Your name at ${archive} was changed`,
      text: (name: string) =>
        `From now on you log in as ${name}. If that was not you, choose another password at once:`,
      link: 'Choose a new password',
    },
  },
};
