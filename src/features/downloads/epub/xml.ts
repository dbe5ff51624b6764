/** Escaping for the XML files of a book. */
import { cleanText, oneLine } from '../../../core/text/clean.js';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML content and attribute values; characters that XML refuses are gone. */
export const escapeXml = (text: string): string => cleanText(text).replace(/[&<>"']/g, (c) => ESCAPES[c]!);

/** The same on one line: readers stumble over line breaks inside metadata. */
export const xmlLine = (text: string): string => escapeXml(oneLine(text));
