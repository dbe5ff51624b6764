/** Letters: what they say, the outbox, and how they leave. */
export { drawLetter, type Letter, type LetterAttachment, type LetterPart } from './letter.js';
export { letterFiles, mailFolder, readLetterFile, removeLetterFile } from './mailer.js';
export { type Addressed, mailJobs, queueLetter } from './outbox.js';
