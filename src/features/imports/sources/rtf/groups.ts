/** What a group is for: its first word may say that it holds something else than text. */
import { webAddress } from '../manuscript/addresses.js';
import type { Block } from '../manuscript/model.js';
import { fieldRuby, fieldTarget, isDroppedField } from '../manuscript/word-fields.js';
import { Flow } from './flow.js';
import { Picture } from './picture.js';
import type { Reading } from './reading.js';
import { shapeOf } from './shape.js';
import { plainParagraphState } from './state.js';
import { INFO, SKIPPED } from './vocabulary.js';

/** The word with which a group begins may say that it is something else than text. */
export function beginGroup(reading: Reading, name: string): boolean {
  const state = reading.state;
  if (SKIPPED.has(name)) state.destination = 'skip';
  else if (name === 'fonttbl') state.destination = 'fonts';
  else if (name === 'stylesheet') state.destination = 'styles';
  else if (name === 'listtable') state.destination = 'lists';
  else if (name === 'listoverridetable') state.destination = 'overrides';
  else if (name === 'info') {
    state.destination = 'info';
    reading.infoKey = '';
  } else if (state.destination === 'info') reading.infoKey = INFO.has(name) ? name : '';
  else if (name === 'annotation') {
    reading.seen.add('comment');
    state.destination = 'skip';
  } else if (state.destination !== 'body' && state.destination !== 'instruction') return false;
  else return beginInBody(reading, name);
  return true;
}

function beginInBody(reading: Reading, name: string): boolean {
  const state = reading.state;
  switch (name) {
    case 'field':
      state.field = { instruction: '' };
      return true;
    case 'fldinst':
      state.destination = 'instruction';
      return true;
    case 'fldrslt':
      fieldShows(reading);
      return true;
    case 'footnote':
      note(reading);
      return true;
    case 'pict':
      beginPicture(reading);
      return true;
    case 'shptxt':
    case 'dptxbxtext':
      textBox(reading);
      return true;
    case 'upr':
      // Its first group repeats in bytes what the second says in letters.
      state.destination = 'skip';
      return true;
    case 'NeXTGraphic':
      reading.seen.add('picture-beside');
      state.destination = 'skip';
      return true;
    case 'pn':
    case 'shppict':
    case 'shpinst':
    case 'shp':
    case 'do':
    case 'ud':
      return true;
    case 'sp':
      state.destination = 'skip';
      return true;
  }
  return false;
}

function fieldShows(reading: Reading): void {
  const state = reading.state;
  const instruction = state.field?.instruction ?? '';
  const target = fieldTarget(instruction);
  const note = target === null ? null : (reading.options.noteOfLink?.(target) ?? null);
  state.destination = 'body';
  if (note !== null) {
    const { flow } = state;
    state.onClose = () => flow.put({ kind: 'note', note });
  } else if (isDroppedField(instruction)) {
    state.destination = 'skip';
    if (/^\s*TOC\b/i.test(instruction)) reading.seen.add('contents');
    const ruby = fieldRuby(instruction);
    if (ruby) state.flow.put({ kind: 'ruby', ...ruby, marks: state.marks });
  } else state.href = webAddress(target ?? '') ?? state.href;
}

function note(reading: Reading): void {
  const state = reading.state;
  const key = `note-${reading.notes.size + 1}`;
  reading.notes.set(key, []);
  state.flow.put({ kind: 'note', note: key });
  ownFlow(reading, (blocks) => reading.notes.set(key, blocks));
}

function textBox(reading: Reading): void {
  const { flow } = reading.state;
  ownFlow(reading, (blocks) => flow.blocks.push(...blocks));
}

/** What the group holds goes to `use`, not into the text around it. */
function ownFlow(reading: Reading, use: (blocks: Block[]) => void): void {
  const state = reading.state;
  const flow = new Flow();
  Object.assign(state, {
    flow,
    destination: 'body',
    marks: 0,
    caps: false,
    hidden: false,
    href: null,
    field: null,
    paragraph: plainParagraphState(),
  });
  state.onClose = () => {
    if (flow.hasOpenParagraph)
      flow.endParagraph(state.paragraph, (paragraph) => shapeOf(paragraph, reading.tables));
    use(flow.finish());
  };
}

function beginPicture(reading: Reading): void {
  const { images } = reading.options;
  const state = reading.state;
  const picture = new Picture();
  reading.picture = picture;
  state.destination = 'picture';
  const { flow, hidden, deleted } = state;
  state.onClose = () => {
    reading.picture = null;
    const name = `picture ${images.images.length + images.warnings.length + 1}`;
    const result = picture.result();
    const src =
      'bytes' in result
        ? result.bytes.length > 0
          ? images.add(name, result.bytes)
          : null
        : images.refuse(name, result.refused);
    if (src && !hidden && !deleted) flow.put({ kind: 'image', src, alt: '' });
  };
}
