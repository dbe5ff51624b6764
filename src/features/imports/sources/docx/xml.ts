/** The few questions that are asked of Word's XML everywhere. */
import { type XmlElement, xmlChildren } from '../../files/xml.js';

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element && xmlChildren(element, name)[0];

/** The `val` of a child, undefined when there is none. */
export const val = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.attributes.get('val');

/** A property that is on or off: true where it stands alone, undefined where it is not there. */
export function toggle(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  if (!found) return undefined;
  return !/^(?:0|false|off|none)$/i.test(found.attributes.get('val') ?? '');
}

/** A whole number; undefined for anything else. */
export function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}(?:\.\d+)?$/.test(text.trim())
    ? Math.round(Number(text))
    : undefined;
}
