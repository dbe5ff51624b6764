/** The desk where the host looks after letters. */
const number = new Intl.NumberFormat('en');

export const letters = {
  title: 'Letters',
  smtp: 'Letters leave through the mail server that is set.',
  files:
    'No mail server is set (SMTP_URL), so letters are kept here as files. Hand on by yourself what people wait for.',
  careful: 'Letters hold links that open accounts. That you read one is written in the staff log.',
  none: 'There are none.',
  failedTitle: 'Not delivered',
  failed: (n: number) =>
    n === 1 ? '1 letter was not delivered.' : `${number.format(n)} letters were not delivered.`,
  faults: {
    refused: 'refused by the receiver’s mail server',
    unreachable: 'the mail server was not reached for hours',
  },
  again: 'Send again',
  sentAgain: 'It is tried again.',
  waiting: (n: number) =>
    n === 1 ? '1 letter waits to be sent.' : `${number.format(n)} letters wait to be sent.`,
  read: 'Read',
  remove: 'Delete',
  removed: 'Deleted.',
  back: 'All letters',
  to: 'To',
  subject: 'Subject',
  at: 'Written',
};
