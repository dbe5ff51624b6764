/** Keys of the messages catalogue that say why a block begins where it does. */
export const REASONS = [
  /** The first block. */
  'reshape.start',
  /** A line break of the text. */
  'reshape.newline',
  /** A blank line of the text. */
  'reshape.blankLine',
  /** A line stopped short of the margin of a hard-wrapped text. */
  'reshape.shortLine',
  /** An indented line of a hard-wrapped text. */
  'reshape.indent',
  /** Two sentences stand together without a space. */
  'reshape.glued',
  /** A wide space in a text whose other spaces are narrow. */
  'reshape.wideSpace',
  /** A quote closes and the next one opens. */
  'reshape.reply',
  /** A quote opens again without having closed: one speech over several paragraphs. */
  'reshape.speechContinues',
  /** Speech begins after a tag such as “she said”, likely of another speaker. */
  'reshape.newSpeaker',
  /** A question stands before, and speech follows. */
  'reshape.answer',
  /** Speech that names the one who spoke before. */
  'reshape.spokenTo',
  /** The one who spoke or acted before seems to speak on. */
  'reshape.sameSpeaker',
  /** Narration about somebody else than the one who spoke or acted before. */
  'reshape.otherActs',
  /** Narration that opens with a time or a place. */
  'reshape.sceneOpens',
  /** Narration begins after speech. */
  'reshape.narrationAfterSpeech',
  /** Speech begins after narration. */
  'reshape.speechAfterNarration',
  /** Narration begins after narration. */
  'reshape.narration',
  /** A message of a chat, or a speaker's part of a script. */
  'reshape.message',
  /** A letter that the story quotes begins or closes, or the story goes on behind it. */
  'reshape.letter',
  'reshape.heading',
  'reshape.sceneBreak',
  'reshape.note',
  'reshape.label',
  /** The text goes on after a heading, a scene break, a note or a label. */
  'reshape.resumes',
  /** A line at the top that names the work. */
  'reshape.titleLine',
  /** A line at the top that names the creators. */
  'reshape.byline',
  /** The text was left as it came, because changing it would have lost letters. */
  'reshape.asItCame',
] as const;

export type Reason = (typeof REASONS)[number];
