import { setImmediate } from 'node:timers/promises';
import { decodeText } from '../files/encoding.js';
import { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS, sayBytes } from '../files/limits.js';
import type { SourceFile } from '../files/source-file.js';
import { type XmlElement, xmlAll, xmlChildren, xmlPieces, xmlText } from '../files/xml.js';
import type { Zip } from '../files/zip.js';
import type { SourceWork } from '../source-work.js';
import type { FileSays } from './assemble.js';
import { languageTagged } from './languages.js';
import { Languages } from './manuscript/languages.js';
import type { Block } from './manuscript/model.js';
import { manuscriptWork } from './manuscript/to-work.js';
import { OdtBody } from './odt/body.js';
import type { OdtState } from './odt/state.js';
import { OdtStyles } from './odt/styles.js';
import type { SourceReader } from './source-reader.js';

const TEXT_TYPE = /^application\/vnd\.oasis\.opendocument\.text/;

/** OpenDocument texts, packed (.odt) or as one XML file (.fodt), as LibreOffice, Google Docs, Word and others write them. */
export const odt: SourceReader = {
  format: 'odt',
  label: 'OpenDocument (.odt)',

  async detect(file: SourceFile): Promise<number> {
    const { kind } = await file.kind();
    if (kind === 'zip') return (await isPacked(await file.zip())) ? 0.8 : 0;
    if (kind !== 'text' || file.size > IMPORT_LIMITS.text) return 0;
    const start = (await file.text()).text.slice(0, 4096);
    return /<office:document\s/.test(start) &&
      /office:mimetype="application\/vnd\.oasis\.opendocument\.text/.test(start)
      ? 0.9
      : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const isZip = (await file.kind()).kind === 'zip';
    const images = new ImageCollector();
    const pictures = isZip ? await packedPictures(file, images) : () => null;
    const state: OdtState = {
      styles: new OdtStyles(),
      languages: new Languages(),
      notes: new Map(),
      seen: new Set(),
      image: (node) => pictures(node) ?? writtenPicture(node, images),
    };
    const says: Says = {};
    const blocks: Block[] = [];
    if (isZip) {
      await refuseLocked(file);
      for (const part of ['styles.xml', 'meta.xml', 'content.xml']) {
        if (part === 'content.xml' || (await file.zip()).has(part))
          blocks.push(...(await readPart(part, await partText(file, part), state, says)));
      }
    } else blocks.push(...(await readPart(file.name, (await file.text()).text, state, says)));
    const work = manuscriptWork(
      file,
      'odt',
      'an OpenDocument text',
      { blocks, notes: state.notes },
      images,
      says,
    );
    work.language = languageTagged(state.languages.most() ?? says.language ?? '');
    work.warningsForReader.unshift(...warnings(state.seen));
    yield work;
  },
};

type Says = FileSays & { language?: string | null };

async function isPacked(zip: Zip): Promise<boolean> {
  if (!zip.has('content.xml') && !zip.has('encrypted-package')) return false;
  if (!zip.has('mimetype')) return false;
  return TEXT_TYPE.test(Buffer.from(await zip.read('mimetype', 1024)).toString('latin1'));
}

async function refuseLocked(file: SourceFile): Promise<void> {
  const zip = await file.zip();
  const manifest = 'META-INF/manifest.xml';
  const locked =
    zip.has('encrypted-package') ||
    (zip.has(manifest) &&
      /encryption-data/.test(decodeText(await zip.read(manifest, IMPORT_LIMITS.xml)).text));
  if (locked) {
    throw new ImportError(
      'encrypted',
      `“${file.name}” is locked with a password. Open it, save it again without one (in LibreOffice: Save As, “Save with password” off), and choose that file.`,
    );
  }
}

async function partText(file: SourceFile, name: string): Promise<string> {
  const zip = await file.zip();
  const limit = IMPORT_LIMITS.documentXml;
  if (zip.size(name) > limit) {
    throw new ImportError(
      'too-large',
      `“${file.name}” holds ${sayBytes(zip.size(name))} of text and its look; ${sayBytes(limit)} can be read. Divide it into several documents.`,
    );
  }
  return decodeText(await zip.read(name, limit)).text;
}

/** Blocks between which others get their turn. */
const AT_ONCE = 300;
const HOLDERS = /^(?:styles|automatic-styles|meta)$/;

async function readPart(name: string, source: string, state: OdtState, says: Says): Promise<Block[]> {
  const reader = new OdtBody(state);
  const limits = { nodes: IMPORT_LIMITS.documentNodes, depth: IMPORT_LIMITS.xmlDepth };
  const isPiece = (node: XmlElement, parent: XmlElement): boolean =>
    parent.qualified === 'office:text' ||
    (HOLDERS.test(node.name) && parent.qualified.startsWith('office:document'));
  let count = 0;
  for (const piece of xmlPieces(`“${name}”`, source, isPiece, limits)) {
    if (piece.name === 'meta') readMeta(piece, says);
    else if (HOLDERS.test(piece.name)) state.styles.add(piece);
    else reader.read(piece);
    count += 1;
    if (count % AT_ONCE === 0) await setImmediate();
  }
  return reader.blocks;
}

function readMeta(meta: XmlElement, says: Says): void {
  const text = (name: string): string | null => xmlChildren(meta, name).map(xmlText).find(Boolean) ?? null;
  says.title = text('title');
  says.author = text('initial-creator') ?? text('creator');
  says.description = text('description');
  says.keywords = xmlChildren(meta, 'keyword').map(xmlText);
  says.language = text('language');
}

/** The pictures that lie in the zip, by the address that a `draw:image` gives. */
async function packedPictures(
  file: SourceFile,
  images: ImageCollector,
): Promise<(node: XmlElement) => string | null> {
  const zip = await file.zip();
  for (const name of zip.names) {
    if (!/^(?:Pictures|media)\//.test(name) || /\.svm$/i.test(name)) continue;
    if (zip.size(name) > IMPORT_LIMITS.image) images.refuse(name, 'it is too large', name);
    else images.add(name, await zip.read(name, IMPORT_LIMITS.image), name);
  }
  return (node) => {
    const href = (node.attributes.get('href') ?? '').replace(/^\.\//, '');
    const known = images.known(href);
    if (known === undefined && /^[a-z]+:|^\.\.\//i.test(href))
      images.refuse(href, 'it lies outside of the file', href);
    return known ?? null;
  };
}

/** A picture that is written into the XML itself. */
function writtenPicture(node: XmlElement, images: ImageCollector): string | null {
  const [data] = xmlAll(node, 'binary-data');
  if (!data) return null;
  const bytes = Buffer.from(xmlText(data), 'base64');
  return images.add(`picture ${images.images.length + images.warnings.length + 1}`, bytes);
}

const warnings = (seen: OdtState['seen']): string[] => [
  ...(seen.has('changes')
    ? ['The document has tracked changes: what was inserted is kept, what was deleted is left out.']
    : []),
  ...(seen.has('comment') ? ['Comments in the margin were left out.'] : []),
  ...(seen.has('hidden') ? ['Hidden text was left out.'] : []),
  ...(seen.has('contents') ? ['The table of contents was left out; the archive makes its own.'] : []),
];
