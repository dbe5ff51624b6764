import { setImmediate } from 'node:timers/promises';
import { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import type { SourceFile } from '../files/source-file.js';
import { type XmlElement, xmlChildren, xmlPieces, xmlText } from '../files/xml.js';
import type { SourceWork } from '../source-work.js';
import type { FileSays } from './assemble.js';
import { BodyReader } from './docx/body.js';
import { Fields } from './docx/fields.js';
import { Numbering } from './docx/numbering.js';
import { type DocxPart, mainPart, readPart, readXmlPart } from './docx/package.js';
import type { DocxState, Seen } from './docx/state.js';
import { Styles } from './docx/styles.js';
import { languageTagged } from './languages.js';
import { Languages } from './manuscript/languages.js';
import type { Block } from './manuscript/model.js';
import { manuscriptWork } from './manuscript/to-work.js';
import type { SourceReader } from './source-reader.js';

/** Word documents, as Word, Google Docs, LibreOffice, Pages, Scrivener and others write them. */
export const docx: SourceReader = {
  format: 'docx',
  label: 'Word (.docx)',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'zip' && mainPart(await file.zip()) !== null ? 0.8 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const zip = await file.zip();
    const part = await readPart(file, mainPart(zip)!);
    const beside = (name: string) => part.name.replace(/[^/]*$/, name);
    const small = async (name: string): Promise<XmlElement | null> =>
      zip.has(beside(name)) ? readXmlPart(file, beside(name)) : null;
    const images = new ImageCollector();
    const state: DocxState = {
      part,
      styles: new Styles(await small('styles.xml')),
      numbering: new Numbering(await small('numbering.xml')),
      fields: new Fields(),
      languages: new Languages(),
      seen: new Set(),
      images: (from, id) => {
        const relation = from.relations.get(id);
        return relation ? (images.known(relation.target) ?? null) : null;
      },
    };
    await takeImages(file, part, images);
    const blocks = await readBody(state);
    const notes = new Map<string, Block[]>();
    for (const kind of ['footnote', 'endnote'] as const)
      await readNotes(file, state, beside(`${kind}s.xml`), kind, images, notes);
    if (
      state.seen.has('altChunk') &&
      blocks.every((block) => block.kind !== 'paragraph' || block.inlines.length === 0)
    ) {
      throw new ImportError(
        'no-text',
        `“${file.name}” keeps its text as another document inside of it. Open it in Word or LibreOffice, save it again as .docx, and choose that file.`,
      );
    }
    const says = await readProperties(file);
    const work = manuscriptWork(file, 'docx', 'a Word document', { blocks, notes }, images, says);
    work.language = languageTagged(says.language ?? state.languages.most() ?? '');
    work.warningsForReader.unshift(...warnings(state.seen));
    yield work;
  },
};

/** Blocks between which others get their turn. */
const AT_ONCE = 300;

async function readBody(state: DocxState): Promise<Block[]> {
  const reader = new BodyReader(state);
  const limits = { nodes: IMPORT_LIMITS.documentNodes, depth: IMPORT_LIMITS.xmlDepth };
  const { where, source } = state.part;
  let count = 0;
  for (const piece of xmlPieces(where, source, (_, parent) => parent.name === 'body', limits)) {
    reader.read(piece);
    count += 1;
    if (count % AT_ONCE === 0) await setImmediate();
  }
  return reader.finished();
}

async function readNotes(
  file: SourceFile,
  state: DocxState,
  name: string,
  kind: 'footnote' | 'endnote',
  images: ImageCollector,
  notes: Map<string, Block[]>,
): Promise<void> {
  if (!(await file.zip()).has(name)) return;
  const part = await readPart(file, name);
  await takeImages(file, part, images);
  const limits = { nodes: IMPORT_LIMITS.documentNodes, depth: IMPORT_LIMITS.xmlDepth };
  for (const note of xmlPieces(part.where, part.source, (one) => one.name === kind, limits)) {
    const id = note.attributes.get('id');
    if (id === undefined || /separator|continuation/i.test(note.attributes.get('type') ?? '')) continue;
    const reader = new BodyReader({ ...state, part, fields: new Fields() });
    for (const node of xmlChildren(note)) reader.read(node);
    notes.set(`${kind.slice(0, 4)}-${id}`, reader.finished());
  }
}

/** Takes the pictures that a part uses; those that lie elsewhere are left out, and said. */
async function takeImages(file: SourceFile, part: DocxPart, images: ImageCollector): Promise<void> {
  const zip = await file.zip();
  for (const [id, { type, target, external }] of part.relations) {
    if (type !== 'image' || !part.source.includes(`"${id}"`)) continue;
    const shown = target.split('/').at(-1)!;
    if (external) images.refuse(target, 'it lies outside of the file', shown);
    else if (!zip.has(target)) images.refuse(target, 'the file does not hold it', shown);
    else if (zip.size(target) > IMPORT_LIMITS.image) images.refuse(target, 'it is too large', shown);
    else images.add(target, await zip.read(target, IMPORT_LIMITS.image), shown);
  }
}

async function readProperties(file: SourceFile): Promise<FileSays & { language?: string | null }> {
  const name = 'docProps/core.xml';
  if (!(await file.zip()).has(name)) return {};
  const properties = xmlChildren(await readXmlPart(file, name));
  const text = (wanted: string): string | null => {
    const found = properties.find((one) => one.name === wanted);
    return found ? xmlText(found) || null : null;
  };
  return {
    title: text('title'),
    author: text('creator'),
    description: text('description'),
    keywords: (text('keywords') ?? '').split(/\s*[,;]\s*/),
    language: text('language'),
  };
}

function warnings(seen: ReadonlySet<Seen>): string[] {
  const said: [Seen, string][] = [
    ['deleted', 'The document has tracked changes: what was inserted is kept, what was deleted is left out.'],
    ['comment', 'Comments in the margin were left out.'],
    ['hidden', 'Hidden text was left out.'],
    ['contents', 'The table of contents was left out; the archive makes its own.'],
  ];
  const lines = said.filter(([key]) => seen.has(key)).map(([, line]) => line);
  if (seen.has('inserted') && !seen.has('deleted'))
    lines.unshift('The document has tracked changes: what was inserted is kept.');
  if (seen.has('altChunk')) lines.push('Another document that lies inside of this one was left out.');
  return lines;
}
