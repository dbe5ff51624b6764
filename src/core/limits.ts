/** Limits that forms state and check alike. Characters, unless the name says bytes. */
export const LIMITS = {
  title: 255,
  summary: 1_250,
  notes: 5_000,
  /** Of one chapter, as sanitised HTML. */
  chapter: 510_000,
  tagName: 150,
  /** Fandoms, characters, relationships and freeforms of one work. */
  tagsPerWork: 75,
  login: { min: 3, max: 40 },
  password: { min: 8, max: 72 },
  pseud: 40,
  email: 254,
  /** What somebody says about themselves when they ask for something. */
  reason: 1_000,
  terms: 100_000,
  /** Of one work. */
  chaptersPerImport: 2_000,
  pageSize: 20,
  /** Of one file. */
  uploadBytes: 100 * 1024 * 1024,
  /** Of one form: a whole folder may be chosen. */
  uploadFiles: 10_000,
  /** How long a form with files may take to arrive; every other request has `requestSeconds`. */
  uploadSeconds: 4 * 3600,
  requestSeconds: 300,
  pasteBytes: 24 * 1024 * 1024,
  formBytes: 26 * 1024 * 1024,
  /** Of a form that is kept although its sender's session had ended: the longest chapter in any script, escaped. */
  keptFormBytes: 6 * 1024 * 1024,
  /** Of what a form of the writing desk holds before it is saved, escaped. */
  autosaveBytes: 6 * 1024 * 1024,
  /** Unsaved forms of one account. */
  autosaves: 50,
  /** Of a form that anybody may send, such as the log-in. */
  openFormBytes: 64 * 1024,
} as const;
