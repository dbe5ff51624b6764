/** Names of downloaded files: the whole title for those who can take it, plain ASCII for those who cannot. */
import { oneLine, stripBidiOverrides } from '../../core/text/clean.js';

export interface DownloadName {
  /** The title as it is, without what file systems refuse. */
  full: string;
  /** Letters, digits, `_` and `-`, at most 24 characters before the extension unless the work's id is needed. */
  ascii: string;
}

const MOST_ASCII = 24;
/** File systems take 255 bytes; copies get a number appended. */
const MOST_BYTES = 200;

/** Letters that Unicode does not take apart into a base and marks. */
const LATIN: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};

/** The name of a work's file, such as `The_Long_Way_Down.epub`. `extension` has no dot. */
export function downloadName(work: { id: string; title: string }, extension: string): DownloadName {
  return { full: `${fullName(work)}.${extension}`, ascii: `${asciiName(work)}.${extension}` };
}

function fullName({ id, title }: { id: string; title: string }): string {
  const safe = stripBidiOverrides(oneLine(title))
    .replace(/[/\\:*?"<>|]+/g, '-')
    .replace(/^[\s.-]+|[\s.-]+$/g, '');
  let name = '';
  for (const { segment } of new Intl.Segmenter().segment(safe)) {
    if (Buffer.byteLength(name + segment) > MOST_BYTES) break;
    name += segment;
  }
  // Names that Windows keeps for devices.
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) name = `Work ${name}`;
  return name.trim() || `Work ${id}`;
}

function asciiName({ id, title }: { id: string; title: string }): string {
  const words = oneLine(title)
    .replace(/[^\0-\x7f]/g, (c) => LATIN[c] ?? c)
    .normalize('NFKD')
    .replace(/[^\w\s-]+/g, '')
    .trim()
    .split(/\s+/);
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word.slice(0, MOST_ASCII) : `${name}_${word}`;
    if (longer.length > MOST_ASCII) break;
    name = longer;
  }
  // Too short to be told apart, or nothing at all of a title in another script.
  if (name.replace(/[_-]/g, '').length < 3) return [name, 'Work', id].filter(Boolean).join('_');
  return name;
}

/** The header `Content-Disposition` of a download, by RFC 6266: both names, the reader takes what it understands. */
export function contentDisposition({ full, ascii }: DownloadName): string {
  const encoded = encodeURIComponent(full.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
