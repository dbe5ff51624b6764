import { element, textNode } from '../../../core/text/tree.js';
import { decodeText } from '../files/encoding.js';
import { ImageCollector } from '../files/images.js';
import { ImportError } from '../files/import-error.js';
import { IMPORT_LIMITS } from '../files/limits.js';
import { type ChildNode, hasContent, htmlOf } from '../files/page.js';
import type { SourceFile } from '../files/source-file.js';
import { parseXml, xmlChildren } from '../files/xml.js';
import type { Zip } from '../files/zip.js';
import type { SourceWork } from '../source-work.js';
import { chapterLabel } from './chapter-label.js';
import { emptyChapter, emptyWork } from './empty-work.js';
import { blockNodes } from './manuscript/blocks.js';
import type { Block } from './manuscript/model.js';
import { placeNotes } from './notes.js';
import { readRtf } from './rtf/read.js';
import { rtfWarnings } from './rtf/warnings.js';
import { type BinderItem, chaptersOf, readBinder, type ScrivenerChapter } from './scrivener/binder.js';
import { readMarkup } from './scrivener/markup.js';
import type { SourceReader } from './source-reader.js';

/** A Scrivener project (the .scriv folder, zipped), of version 2 or 3. */
export const scrivener: SourceReader = {
  format: 'scrivener',
  label: 'Scrivener project (.scriv, zipped)',

  async detect(file: SourceFile): Promise<number> {
    return (await file.kind()).kind === 'zip' && projectFile(await file.zip()) !== null ? 0.9 : 0;
  },

  async *read(file: SourceFile): AsyncGenerator<SourceWork> {
    const project = await openProject(file);
    const draft = project.binder.find(({ type }) => type === 'DraftFolder');
    if (!draft) {
      throw new ImportError(
        'damaged',
        `“${file.name}” is a Scrivener project without a Draft or Manuscript folder. Zip the whole .scriv folder, and choose that.`,
      );
    }
    const work = emptyWork('scrivener', 'html');
    work.title = titleOf(project.base, file);
    for (const chapter of chaptersOf(draft)) await addChapter(work, project, chapter);
    if (work.chapters.length === 0) {
      throw new ImportError(
        'no-text',
        `“${file.name}” is a Scrivener project whose Draft folder holds no text that is included in compiling. Include its documents, and zip it again.`,
      );
    }
    work.images = project.images.images;
    work.warningsForReader.push(...warnings(project), ...project.images.warnings);
    yield work;
  },
};

interface Project {
  file: SourceFile;
  zip: Zip;
  /** The folder of the project in the zip, with its `/`, or ''. */
  base: string;
  binder: BinderItem[];
  images: ImageCollector;
  notes: Map<string, Block[]>;
  said: Set<string>;
  leftOut: number;
}

function projectFile(zip: Zip): string | null {
  return (
    zip.names.find((name) => /\.scrivx$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(name)) ?? null
  );
}

async function openProject(file: SourceFile): Promise<Project> {
  const zip = await file.zip();
  const name = projectFile(zip)!;
  const source = decodeText(await zip.read(name, IMPORT_LIMITS.xml)).text;
  return {
    file,
    zip,
    base: name.slice(0, name.lastIndexOf('/') + 1),
    binder: readBinder(parseXml(`“${name.split('/').at(-1)}” in “${file.name}”`, source)),
    images: new ImageCollector(),
    notes: new Map(),
    said: new Set(),
    leftOut: 0,
  };
}

/** The project's name: of its folder, else of the zip. */
function titleOf(base: string, file: SourceFile): string | null {
  const folder = /([^/]+)\.scriv\/$/i.exec(base)?.[1] ?? file.name.replace(/(?:\.scriv)?\.zip$/i, '');
  return folder.trim() || null;
}

async function addChapter(work: SourceWork, project: Project, chapter: ScrivenerChapter): Promise<void> {
  const scenes: ChildNode[][] = [];
  const notes = new Map<string, ChildNode[]>();
  for (const item of chapter.documents) {
    if (!item.included) {
      project.leftOut += 1;
      continue;
    }
    const blocks = await readDocument(project, item);
    const { nodes } = blockNodes(blocks);
    if (nodes.some(hasContent)) scenes.push(nodes);
  }
  if (scenes.length === 0) return;
  for (const [key, blocks] of project.notes) notes.set(key, blockNodes(blocks).nodes);
  project.notes.clear();
  const body = scenes.flatMap((nodes, i) => (i > 0 ? [element('hr', [], []), ...nodes] : nodes));
  if (chapter.part) body.unshift(element('h2', [], [textNode(chapter.part)]));
  placeNotes(body, notes);
  const label = chapterLabel(chapter.title ?? '');
  const title = label ? label.title : chapter.title;
  work.chapters.push({
    ...emptyChapter(work.chapters.length + 1),
    title: title && !/^(?:untitled.*|new (?:document|text|folder)|scene ?\d*)$/i.test(title) ? title : null,
    body: htmlOf(body),
  });
}

/** The text of one document of the binder; none when it has no text. */
async function readDocument(project: Project, item: BinderItem): Promise<Block[]> {
  const { zip, base, images, file } = project;
  if (!/^[\w-]{1,64}$/.test(item.id)) return [];
  const modern = `${base}Files/Data/${item.id}/`;
  const old = `${base}Files/Docs/${item.id}`;
  const beside = (name: string, oldName: string): string | null =>
    [`${modern}${name}`, `${old}${oldName}`].find((path) => zip.has(path)) ?? null;
  if (beside('synopsis.txt', '_synopsis.txt')) project.said.add('synopsis');
  if (beside('notes.rtf', '_notes.rtf')) project.said.add('notes');
  const content = beside('content.rtf', '.rtf');
  if (!content) return [];
  const linked = await linkedNotes(project, beside('content.comments', '.comments'));
  const reader = await readRtf(await zip.read(content, IMPORT_LIMITS.documentXml), {
    fileName: file.name,
    images,
    noteOfLink: (target) => {
      const id = /^scriv(?:cmt|fn):\/\/(.+)$/.exec(target)?.[1] ?? '';
      return linked.has(id) ? `linked-${id}` : null;
    },
  });
  const blocks = reader.finish();
  for (const [key, note] of reader.notes) project.notes.set(key, note);
  for (const line of rtfWarnings(reader.seen)) project.said.add(line);
  if (readMarkup(blocks, project.notes)) project.said.add('remarks');
  return blocks;
}

/** Footnotes that stand beside a document; comments are counted only. */
async function linkedNotes(project: Project, name: string | null): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (!name) return found;
  const { zip, file, images } = project;
  const source = decodeText(await zip.read(name, IMPORT_LIMITS.xml)).text;
  const root = parseXml(`“${name.split('/').at(-1)}” in “${file.name}”`, source);
  for (const comment of xmlChildren(root, 'Comment')) {
    const id = comment.attributes.get('ID') ?? '';
    if (!/^yes$/i.test(comment.attributes.get('Footnote') ?? '')) {
      project.said.add('remarks');
      continue;
    }
    const reader = await readRtf(
      Buffer.from(
        comment.children
          .filter((one) => typeof one === 'string')
          .join('')
          .trim(),
        'latin1',
      ),
      { fileName: file.name, images },
    );
    project.notes.set(`linked-${id}`, reader.finish());
    found.add(id);
  }
  return found;
}

function warnings({ said, binder, leftOut }: Project): string[] {
  const lines: [boolean, string][] = [
    [
      leftOut > 0,
      `${leftOut === 1 ? 'One document that is' : `${leftOut} documents that are`} not included in compiling ${leftOut === 1 ? 'was' : 'were'} left out.`,
    ],
    [said.has('synopsis'), 'Synopses were left out.'],
    [said.has('notes'), 'Document notes were left out.'],
    [said.has('remarks'), 'Comments and annotations were left out.'],
    [
      binder.some(({ type, children }) => type !== 'DraftFolder' && children.length > 0),
      'Only the Draft folder was read; research, trash and all else in the binder were left out.',
    ],
  ];
  const known = /^(?:synopsis|notes|remarks)$/;
  return [
    ...lines.filter(([is]) => is).map(([, line]) => line),
    ...[...said].filter((line) => !known.test(line)),
  ];
}
