const CONTENTS: [RegExp, string][] = [
  [/^xl\/workbook\.xml$/, 'an Excel workbook'],
  [/^ppt\/presentation\.xml$/, 'a PowerPoint presentation'],
  [/^META-INF\/container\.xml$/, 'an EPUB without its package'],
  [/^content\.xml$/, 'an OpenDocument file (a spreadsheet, a drawing or the like)'],
  [/^AndroidManifest\.xml$/, 'an Android app'],
  [/\.class$/, 'a Java program'],
  [/\.(?:html?|xhtml)$/i, 'a zip of web pages'],
  [
    /\.(?:txt|md|markdown|epub|docx?|pdf)$/i,
    'a zip of several files; take them out and choose them one by one',
  ],
  [/\.(?:jpe?g|png|gif|webp)$/i, 'a zip of pictures'],
];

/** What a zip of no readable form looks like, by the names in it. */
export function zipContents(names: readonly string[]): string {
  if (names.length === 0) return 'an empty zip';
  return (
    CONTENTS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? 'a zip of other things'
  );
}
