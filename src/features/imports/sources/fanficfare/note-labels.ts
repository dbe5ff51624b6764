/** `work`: of the whole work, though it stands in its first or last chapter. */
export type NoteKind = 'work' | 'summary' | 'chapter';

const LABELS: [RegExp, NoteKind][] = [
  [/^(?:author[’']?s?[’']? notes?|(?:story|work) (?:end )?notes?|end notes?)$/i, 'work'],
  [/^(?:summary for the chapter|chapter summary|description)$/i, 'summary'],
  [
    /^(?:notes for the chapter|(?:end )?notes? for (?:the|this) chapter|chapter (?:head |start |beginning |end |foot )?notes?|notes?|примечания)$/i,
    'chapter',
  ],
];

/** What the label above a note says of it; null when it is no label of FanFicFare's. Its colon may be missing. */
export function noteKind(label: string): NoteKind | null {
  const tidy = label.replace(/\s*:\s*$/, '').trim();
  return LABELS.find(([pattern]) => pattern.test(tidy))?.[1] ?? null;
}
