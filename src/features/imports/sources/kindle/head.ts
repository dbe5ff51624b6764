/** The little of a Kindle book's head that says whether it can be read at all. */
import { ImportError } from '../../files/import-error.js';
import type { SourceFile } from '../../files/source-file.js';

const RECORDS = 78;

/** Throws ImportError for a book that is protected, or whose head is broken. Nothing is done about a protection. */
export async function checkKindle(file: SourceFile): Promise<void> {
  const start = Buffer.from(await file.bytes(0, RECORDS + 8));
  const first = start.length >= RECORDS + 8 ? start.readUInt32BE(RECORDS) : 0;
  const count = start.length >= RECORDS ? start.readUInt16BE(76) : 0;
  const record = Buffer.from(await file.bytes(first, first + 32));
  if (
    count === 0 ||
    first < RECORDS + 8 ||
    record.length < 32 ||
    record.toString('latin1', 16, 20) !== 'MOBI'
  )
    throw damagedKindle(file.name);
  if (record.readUInt16BE(12) !== 0) {
    throw new ImportError(
      'encrypted',
      `“${file.name}” is protected against copying (Amazon’s DRM), so its text cannot be read here, and nothing was tried. If it is your own work, bring the file you made it from, or a copy without protection.`,
    );
  }
}

export const damagedKindle = (name: string, cause?: unknown): ImportError =>
  new ImportError(
    'damaged',
    `“${name}” is a Kindle book that is damaged or was not downloaded whole. Download or save it again.`,
    cause,
  );
