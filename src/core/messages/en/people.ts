export const people = {
  logIn: 'Log in',
  logInLead: 'Members read works that are kept from the open web, and keep their own.',
  nameOrMail: 'Name or e-mail',
  password: 'Password',
  remember: 'Keep me logged in for three months',
  wrong: 'That name and password do not go together. Check both; capital letters count in the password.',
  suspended: (until: string) =>
    `You are suspended until ${until}. Until then you can read, but not add, change or delete anything.`,
  banned:
    'You are banned from this archive. You can read and delete what is yours, but not add or change anything.',
  byLine: 'Written as',
  works: (name: string) => `Works by ${name}`,
  noWorks: 'No works that you can see yet.',
  name: 'Name',
  nameHelp: 'For logging in, never shown. 3 to 40 letters, digits or underscores.',
  email: 'E-mail',
  pseud: 'Pen name',
  pseudHelp: 'What readers see on your works. You can have more later.',
  passwordHelp: 'At least 8 characters. A few words in a row are easy to keep and hard to guess.',
  faults: {
    login: 'A name has 3 to 40 letters, digits or underscores and begins and ends with a letter or digit.',
    loginTaken: 'That name is taken.',
    email: 'This does not look like an e-mail address, such as name@example.org.',
    emailLong: 'An e-mail address has at most 254 characters.',
    emailTaken: 'There is an account with that e-mail already.',
    password: 'A password has 8 to 72 characters.',
    commonPassword:
      'That password is among the first that a guesser tries. A few words in a row that only you would put together are better.',
    pseud: 'A pen name has 1 to 40 letters, digits, spaces, hyphens or underscores.',
  },
};
