/** Documents of word processors for tests, made of a few pieces of their XML. */
import { makeZip, type ZipPart } from './files.js';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface DocxPieces {
  /** Inside `w:body`. */
  body: string;
  /** Inside `w:styles`. */
  styles?: string;
  /** Inside `w:numbering`. */
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  /** Inside `cp:coreProperties`. */
  core?: string;
  /** Id, type (last part) and target; one that begins with `http` lies outside. */
  relations?: [id: string, type: string, target: string][];
  extra?: ZipPart[];
}

export function makeDocx({
  body,
  styles,
  numbering,
  footnotes,
  endnotes,
  core,
  relations = [],
  extra = [],
}: DocxPieces): Buffer {
  const part = (name: string, root: string, inner: string | undefined): ZipPart[] =>
    inner === undefined
      ? []
      : [{ name: `word/${name}.xml`, data: `${HEAD}<w:${root} ${W}>${inner}</w:${root}>` }];
  const rels = relations.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${target.startsWith('http') ? ' TargetMode="External"' : ''}/>`,
  );
  return makeZip([
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    ...part('document', 'document', `<w:body>${body}</w:body>`),
    ...part('styles', 'styles', styles),
    ...part('numbering', 'numbering', numbering),
    ...part('footnotes', 'footnotes', footnotes),
    ...part('endnotes', 'endnotes', endnotes),
    {
      name: 'word/_rels/document.xml.rels',
      data: `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rels.join('')}</Relationships>`,
    },
    ...(core === undefined
      ? []
      : [
          {
            name: 'docProps/core.xml',
            data: `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${core}</cp:coreProperties>`,
          },
        ]),
    ...extra,
  ]);
}

/** A paragraph of Word: its properties and the text of its only run. */
export const wordParagraph = (text: string, properties = '', run = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r>${run && `<w:rPr>${run}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

const ODF =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"';

export interface OdtPieces {
  /** Inside `office:text`. */
  body: string;
  /** Inside `office:automatic-styles`. */
  automatic?: string;
  /** Inside `office:styles`. */
  styles?: string;
  /** Inside `office:meta`. */
  meta?: string;
  extra?: ZipPart[];
}

export function makeOdt({ body, automatic = '', styles = '', meta = '', extra = [] }: OdtPieces): Buffer {
  return makeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 },
    {
      name: 'content.xml',
      data: `${HEAD}<office:document-content ${ODF}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
    {
      name: 'styles.xml',
      data: `${HEAD}<office:document-styles ${ODF}><office:styles>${styles}</office:styles></office:document-styles>`,
    },
    {
      name: 'meta.xml',
      data: `${HEAD}<office:document-meta ${ODF}><office:meta>${meta}</office:meta></office:document-meta>`,
    },
    ...extra,
  ]);
}
