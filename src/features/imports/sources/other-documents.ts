/** Documents that cannot be read here, but whose program can save a form that can. */
import { ImportError } from '../files/import-error.js';
import { oleNames } from '../files/ole.js';
import type { SourceFile } from '../files/source-file.js';

/** Throws ImportError with what to do when the file is such a document; else does nothing. */
export async function refuseOtherDocuments(file: SourceFile): Promise<void> {
  const kind = await file.kind();
  if (kind.kind === 'zip') refusePages(file, (await file.zip()).names);
  else if (kind.kind === 'other') {
    const names = await oleNames(file);
    if (names) refuseOle(file, names);
    if (kind.looksLike === 'a WordPerfect document')
      refuse(
        file,
        'a WordPerfect document',
        'Open it in LibreOffice or WordPerfect, save it as .docx, and choose that file.',
      );
  }
}

function refuse(file: SourceFile, what: string, todo: string): never {
  throw new ImportError('unknown-form', `“${file.name}” is ${what}, which cannot be read here. ${todo}`);
}

function refusePages(file: SourceFile, names: readonly string[]): void {
  const has = (name: string): boolean =>
    names.includes(name) || names.some((one) => one.endsWith(`.pages/${name}`));
  const isPages =
    has('Index/Document.iwa') ||
    has('index.apxl') ||
    has('index.xml.gz') ||
    (has('Index.zip') && names.some((name) => /Metadata\//.test(name))) ||
    (has('index.xml') && has('buildVersionHistory.plist'));
  if (isPages)
    refuse(
      file,
      'a document of Apple’s Pages, Numbers or Keynote',
      'Open it in Pages, choose File › Export To › Word, and choose that file.',
    );
}

function refuseOle(file: SourceFile, names: readonly string[]): void {
  if (names.includes('EncryptedPackage')) {
    throw new ImportError(
      'encrypted',
      `“${file.name}” is locked with a password. Open it, take the password off (in Word: File › Info › Protect Document), save it, and choose that file.`,
    );
  }
  const again = 'save it as .docx, and choose that file.';
  if (names.includes('WordDocument'))
    refuse(file, 'an old Word document (.doc)', `Open it in Word, LibreOffice or Google Docs, ${again}`);
  if (
    names.includes('MatOST') ||
    (names.includes('CONTENTS') && names.some((name) => /^(?:MM|MN\d|CompObj)/.test(name))) ||
    file.extension === 'wps'
  )
    refuse(file, 'a document of Microsoft Works (.wps)', `Open it in LibreOffice or Word, ${again}`);
}
