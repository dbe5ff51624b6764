/**
 * Word processors and e-book makers write italics as a class whose rule stands in a style sheet.
 * This writes such rules into the elements' own `style`, from which core/text makes tags.
 */
import { classRules, type Meaning } from '../../../core/text/carry-css.js';
import { attribute, classesOf, eachElement, type ParentNode, setAttribute } from './page.js';

/** What classes mean, by `.class` and `tag.class`. */
export type ClassStyles = Map<string, Meaning>;

const MAX_SHEET = 2 * 1024 * 1024;

/** The rules of single classes in these style sheets; later sheets add to earlier ones. */
export function readClassStyles(sheets: readonly string[]): ClassStyles {
  const styles: ClassStyles = new Map();
  for (const sheet of sheets) {
    for (const [selector, meaning] of classRules(sheet.slice(0, MAX_SHEET)))
      styles.set(selector, { ...styles.get(selector), ...meaning });
  }
  return styles;
}

/**
 * Brings the meaning of classes into all elements inside `node`. Classes that a sheet defines, and those that
 * calibre made up, are then taken off, save those that `keep` names: they told how the file looked, not what it says.
 */
export function applyClassStyles(node: ParentNode, styles: ClassStyles, keep: RegExp): void {
  eachElement(node, (element) => {
    const classes = classesOf(element);
    if (classes.length === 0) return;
    const meaning: Meaning = Object.assign(
      {},
      ...classes.map((name) => styles.get(`.${name}`)),
      ...classes.map((name) => styles.get(`${element.tagName}.${name}`)),
    );
    const style = [
      ...declarations(meaning),
      ...(attribute(element, 'style') ? [attribute(element, 'style')] : []),
    ];
    if (style.length > 0) setAttribute(element, 'style', style.join('; '));
    const isMakers = (name: string): boolean =>
      /^calibre_?\d*$/.test(name) || styles.has(`.${name}`) || styles.has(`${element.tagName}.${name}`);
    const rest = classes.filter((name) => keep.test(name) || !isMakers(name));
    if (rest.length > 0) setAttribute(element, 'class', rest.join(' '));
    else element.attrs = element.attrs.filter((attr) => attr.name !== 'class');
  });
}

function declarations(meaning: Meaning): string[] {
  const style: string[] = [];
  if (meaning.italic !== undefined) style.push(`font-style: ${meaning.italic ? 'italic' : 'normal'}`);
  if (meaning.bold !== undefined) style.push(`font-weight: ${meaning.bold ? 'bold' : 'normal'}`);
  const lines = [meaning.underline && 'underline', meaning.strike && 'line-through'].filter(Boolean);
  if (lines.length > 0) style.push(`text-decoration: ${lines.join(' ')}`);
  else if (meaning.underline === false) style.push('text-decoration: none');
  if (meaning.sup) style.push('vertical-align: super');
  if (meaning.sub) style.push('vertical-align: sub');
  if (meaning.align) style.push(`text-align: ${meaning.align}`);
  return style;
}
