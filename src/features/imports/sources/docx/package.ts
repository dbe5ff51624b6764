/** The parts of a DOCX: its document, what its relations point to, its pictures. */
import { decodeText } from '../../files/encoding.js';
import { resolvePath } from '../../files/epub-package.js';
import { ImportError } from '../../files/import-error.js';
import { IMPORT_LIMITS, sayBytes } from '../../files/limits.js';
import type { SourceFile } from '../../files/source-file.js';
import { parseXml, type XmlElement, xmlAll } from '../../files/xml.js';
import type { Zip } from '../../files/zip.js';

export interface Relation {
  /** Last part of its type, e.g. `image`. */
  type: string;
  /** Name in the zip, or an address when `external`. */
  target: string;
  external: boolean;
}

export interface DocxPart {
  name: string;
  /** For messages. */
  where: string;
  source: string;
  relations: ReadonlyMap<string, Relation>;
}

/** The name of the document's main part, or null when a zip holds no Word document. */
export const mainPart = (zip: Zip): string | null =>
  zip.names.find((name) => /^word\/document\d*\.xml$/i.test(name)) ?? null;

/** Reads a part with its relations. Throws ImportError when it is missing, too large or damaged. */
export async function readPart(file: SourceFile, name: string): Promise<DocxPart> {
  const zip = await file.zip();
  const slash = name.lastIndexOf('/') + 1;
  const relsName = `${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`;
  const relations = zip.has(relsName)
    ? relationsOf(await readXmlPart(file, relsName), name)
    : new Map<string, Relation>();
  return {
    name,
    where: whereIs(file, name),
    source: await readText(file, name, IMPORT_LIMITS.documentXml),
    relations,
  };
}

const whereIs = (file: SourceFile, name: string): string => `“${name.split('/').at(-1)}” in “${file.name}”`;

async function readText(file: SourceFile, name: string, limit: number): Promise<string> {
  const zip = await file.zip();
  if (zip.size(name) > limit) {
    throw new ImportError(
      'too-large',
      `“${file.name}” holds ${sayBytes(zip.size(name))} of text and its look; ${sayBytes(limit)} can be read. Divide it into several documents.`,
    );
  }
  return decodeText(await zip.read(name, limit)).text;
}

/** A small part as a tree. */
export async function readXmlPart(file: SourceFile, name: string): Promise<XmlElement> {
  return parseXml(whereIs(file, name), await readText(file, name, IMPORT_LIMITS.xml));
}

function relationsOf(root: XmlElement, from: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const one of xmlAll(root, 'Relationship')) {
    const id = one.attributes.get('Id');
    const target = one.attributes.get('Target') ?? '';
    const type = (one.attributes.get('Type') ?? '').split('/').at(-1)!;
    const external = one.attributes.get('TargetMode') === 'External';
    if (id)
      relations.set(id, { type, external, target: external ? target : (resolvePath(from, target) ?? '') });
  }
  return relations;
}
