/** What the instruction of a field in Word's forms (DOCX, RTF) means. */
import { webAddress } from './addresses.js';

/** Fields that tell about pages, the file or the day of printing, or repeat what stands elsewhere. */
const DROPPED =
  /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF|TOC|TC|XE|INDEX|RD|FILENAME|FILESIZE|NUMWORDS|NUMCHARS|PRINTDATE|SAVEDATE|CREATEDATE|EDITTIME|REVNUM|USERNAME|EQ|ADVANCE|SEQ)\b/i;

/** Whether a field is one that is not read. */
export const isDroppedField = (instruction: string): boolean => DROPPED.test(instruction);

/** What a `HYPERLINK` field names: an address of any kind; null for a place in the document itself. */
export function fieldTarget(instruction: string): string | null {
  const address = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))/i.exec(instruction);
  return address?.[1] ?? address?.[2] ?? null;
}

/** The address on the web in `HYPERLINK "address"`, or null. */
export const fieldLink = (instruction: string): string | null => webAddress(fieldTarget(instruction) ?? '');

/** Ruby as Word's field for it writes it: `EQ \* jc2 … \o\ad(\s\up 9(over),base)`. */
export function fieldRuby(instruction: string): { base: string; over: string } | null {
  const found =
    /^\s*EQ\b.{0,200}?\\o\s*(?:\\a[dlcr])?\s*\(\s*\\s\s*\\up\s*\d{1,3}\s*\(([^()]*)\)\s*[,;]([^()]*)\)/is.exec(
      instruction,
    );
  return found ? { over: found[1]!.trim(), base: found[2]!.trim() } : null;
}
