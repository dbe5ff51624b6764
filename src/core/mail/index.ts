/** Letters: what they say, the outbox, and how they leave. */
export type { Letter, LetterAttachment, LetterPart } from './letter.js';
export { letterFiles, mailFolder, readLetterFile, removeLetterFile } from './mailer.js';
export { type Addressed, forgetLetter, LAST_LETTER, mailJobs, queueLetter, sendAgain } from './outbox.js';
export { countWaiting, type Undelivered, undeliveredLetters } from './undelivered.js';
