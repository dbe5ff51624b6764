/** Texts that still have their lines: into paragraphs, one for one; hard-wrapped lines are joined first. */
import { isCloseLine } from './correspondence.js';
import { isHeadingLine } from './headings.js';
import { isMarkerLine } from './markers.js';
import { isLabelLine, noteLabelOfLine, soundsLikeNote } from './notes.js';
import type { Reason } from './reasons.js';
import { isStructureLine, type Shape } from './shape.js';
import { goesOn, roomLeft, type Wrap } from './wrap.js';

/** A paragraph of the text as it stood, before it is told what it is. */
export interface Paragraph {
  /** Its lines, joined by line feeds where a line break is kept. */
  text: string;
  kind: 'prose' | 'heading' | 'scene_break' | 'label' | 'note' | 'title' | 'byline';
  /** Of a note: its label, the rest being the text. */
  label?: string;
  reason: Reason;
  confidence: number;
  /** Offsets at which a full line ended a sentence, so that a paragraph may have ended with it. */
  unsure?: number[];
}

const VALEDICTION =
  /^(?:(?:yours?|love|sincerely|regards|(?:best|kind|warm(?:est)?) (?:regards|wishes)|best|cheers|affectionately|faithfully|respectfully|with (?:love|regards|affection)|your (?:loving|obedient|faithful|friend|son|daughter|brother|sister)|xoxo|ever yours|till then|until then|signed)\b[^.!?]{0,40}),$/i;

/** Cuts lines into paragraphs by the shape that was found. */
export function paragraphsOf(lines: readonly string[], shape: Shape): Paragraph[] {
  const found: Paragraph[] = [];
  const first = pushTitle(lines, found);
  let group: string[] = [];
  let blankBefore = false;
  const close = (): void => {
    for (const paragraph of cutGroup(group, shape)) {
      if (found.length > 0 && paragraph.reason === 'reshape.start')
        paragraph.reason = blankBefore ? 'reshape.blankLine' : 'reshape.newline';
      found.push(paragraph);
    }
    group = [];
  };
  for (let index = first; index < lines.length; index++) {
    const line = lines[index]!.trimEnd();
    if (line.trim() === '') {
      close();
      blankBefore = true;
    } else if (isStructureLine(line) || (!shape.flattened && noteLabelOfLine(line) !== null)) {
      close();
      found.push(structureParagraph(line.trim()));
      const label = found.at(-1)!;
      if (label.kind === 'note' && shape.shape === 'hardwrap') {
        found.pop();
        group = [line];
      }
      blankBefore = false;
    } else group.push(line);
  }
  close();
  return spreadNotes(found);
}

function pushTitle(lines: readonly string[], found: Paragraph[]): number {
  const at = lines.findIndex((line) => line.trim() !== '');
  const title = lines[at]?.trim() ?? '';
  const byline = lines[at + 1]?.trim() ?? '';
  if (at < 0 || title.length > 120 || byline.length > 120 || !/^(?:by|written by)\s+\S/i.test(byline))
    return 0;
  if (/[.,;]$/.test(byline) || isStructureLine(title)) return 0;
  found.push({ text: title, kind: 'title', reason: 'reshape.titleLine', confidence: 0.9 });
  found.push({ text: byline, kind: 'byline', reason: 'reshape.byline', confidence: 0.9 });
  return at + 2;
}

function structureParagraph(line: string): Paragraph {
  if (isMarkerLine(line))
    return { text: line, kind: 'scene_break', reason: 'reshape.sceneBreak', confidence: 1 };
  if (isLabelLine(line)) return { text: line, kind: 'label', reason: 'reshape.label', confidence: 1 };
  if (isHeadingLine(line))
    return { text: line, kind: 'heading', reason: 'reshape.heading', confidence: 0.95 };
  const label = noteLabelOfLine(line)!;
  return {
    text: line.slice(label.length).trim(),
    kind: 'note',
    label,
    reason: 'reshape.note',
    confidence: 0.9,
  };
}

/** Lines that stand together without a blank line between them. */
function cutGroup(group: string[], shape: Shape): Paragraph[] {
  if (group.length === 0) return [];
  const prose = (text: string, reason: Reason, confidence = 1): Paragraph => ({
    text,
    kind: 'prose',
    reason,
    confidence,
  });
  if (shape.wrap) return unwrap(group, shape.wrap, shape.flattened).map(labelled);
  if (shape.shape === 'blank') return [prose(group.map((line) => line.trim()).join('\n'), 'reshape.start')];
  const found: Paragraph[] = [];
  for (const line of group) {
    const previous = found.at(-1);
    const name = line.trim();
    if (
      previous &&
      (VALEDICTION.test(previous.text) || isCloseLine(previous.text)) &&
      name.split(' ').length <= 5 &&
      name.length <= 40
    )
      previous.text += `\n${name}`;
    else found.push(prose(name, previous ? 'reshape.newline' : 'reshape.start'));
  }
  return found;
}

function labelled(paragraph: Paragraph): Paragraph {
  const label = noteLabelOfLine(paragraph.text);
  if (label === null) return paragraph;
  return {
    ...paragraph,
    kind: 'note',
    label,
    text: paragraph.text.slice(label.length).trim(),
    reason: 'reshape.note',
    confidence: 0.9,
  };
}

/** Joins the lines of a hard-wrapped group. */
function unwrap(group: string[], wrap: Wrap, flattened: boolean): Paragraph[] {
  const margin = group.reduce((least, line) => Math.min(least, indentOf(line)), Number.POSITIVE_INFINITY);
  const found: Paragraph[] = [];
  for (let index = 0; index < group.length; index++) {
    const line = group[index]!.trim();
    const last = found.at(-1);
    if (!last) {
      found.push({ text: line, kind: 'prose', reason: 'reshape.start', confidence: 1 });
      continue;
    }
    const before = group[index - 1]!.trim();
    const indented = indentOf(group[index]!) - margin >= 2 && indentOf(group[index - 1]!) - margin < 2;
    const verdict = indented
      ? { reason: 'reshape.indent' as const, confidence: 0.95 }
      : lineVerdict(before, line, wrap, flattened);
    if (verdict) found.push({ text: line, kind: 'prose', ...verdict });
    else if (wrap.blankLines && isVerseLine(before, line, wrap)) last.text += `\n${line}`;
    else join(last, before, line, wrap.blankLines);
  }
  return found;
}

function join(last: Paragraph, before: string, line: string, sure: boolean): void {
  const between = glue(before, line);
  if (!sure && /[.!?…]["”’]?$/.test(before) && /^["“‘']?\p{Lu}/u.test(line)) {
    last.unsure ??= [];
    last.unsure.push(last.text.length + between.length);
  }
  last.text += between + line;
}

/** Why a paragraph begins with a line that is not indented, null when it goes on. */
function lineVerdict(
  before: string,
  line: string,
  wrap: Wrap,
  flattened: boolean,
): Pick<Paragraph, 'reason' | 'confidence'> | null {
  if (wrap.blankLines || flattened || goesOn(before, line)) return null;
  if (roomLeft(before, line, wrap.width) > wrap.slack)
    return { reason: 'reshape.shortLine', confidence: 0.95 };
  return /[.!?…]["”]$/.test(before) && /^["“]/.test(line)
    ? { reason: 'reshape.reply', confidence: 0.97 }
    : null;
}

function isVerseLine(before: string, line: string, { width, slack }: Wrap): boolean {
  return roomLeft(before, line, width) > slack && before.length < width * 0.66;
}

/** What stands between two lines that are joined: nothing behind a hyphen or a tight dash. */
function glue(before: string, line: string): string {
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(line)) return '';
  return before.endsWith('—') || (before.endsWith('--') && !before.endsWith(' --')) ? '' : ' ';
}

const indentOf = (line: string): number => {
  let width = 0;
  for (const char of line) {
    if (char === ' ' || char === '\u00a0' || char === '\u3000') width++;
    else if (char === '\t') width += 4;
    else break;
  }
  return width;
};

const NOTE_PARAGRAPHS = 12;

/** How many of the paragraphs behind a label may belong to the note: where speech begins, the story does. */
function noteParagraphs(behind: readonly Paragraph[], length: number): number {
  const speech = behind.findIndex(({ text }) => /^["“„«「]|^[—–] ?\p{Lu}/u.test(text));
  if (speech < 0) return length;
  const prose = behind.findIndex(({ text }) => !soundsLikeNote(text));
  return Math.min(length, prose < 0 ? speech : Math.min(speech, prose));
}

/** A label that stands alone speaks for the paragraphs behind it, up to the next heading, label or marker. */
function spreadNotes(paragraphs: Paragraph[]): Paragraph[] {
  for (let index = 0; index < paragraphs.length; index++) {
    const note = paragraphs[index]!;
    if (note.kind !== 'note') continue;
    let stop = index + 1;
    while (stop < paragraphs.length && paragraphs[stop]!.kind === 'prose') stop++;
    const length = noteParagraphs(
      paragraphs.slice(index + 1, Math.min(stop, index + NOTE_PARAGRAPHS + 2)),
      stop - index - 1,
    );
    const closed = stop < paragraphs.length;
    const atEnd = !closed && index > 0 && length <= NOTE_PARAGRAPHS && index > paragraphs.length / 2;
    const atHead =
      closed &&
      length <= NOTE_PARAGRAPHS &&
      paragraphs[stop]!.kind !== 'scene_break' &&
      index < paragraphs.length / 2;
    const taken = atEnd || atHead ? length : note.text === '' ? Math.min(1, length) : 0;
    if (taken === 0) continue;
    const behind = paragraphs.slice(index + 1, index + 1 + taken);
    if (note.text === '') {
      note.text = behind.shift()!.text;
      paragraphs.splice(index + 1, 1);
    }
    for (const paragraph of behind)
      Object.assign(paragraph, { kind: 'note', reason: 'reshape.note', confidence: 0.8 });
    index += behind.length;
  }
  return paragraphs;
}
