/** Lists and numbered headings. */
import { type XmlElement, xmlChildren } from '../../files/xml.js';
import { child, val, whole } from './xml.js';

export interface NumberedLevel {
  ordered: boolean;
  /** Nothing is written before the paragraph. */
  none: boolean;
  start: number;
  /** Such as `Chapter %1`. */
  pattern: string;
}

export class Numbering {
  readonly #levels = new Map<string, Map<number, NumberedLevel>>();
  readonly #counts = new Map<string, number>();

  constructor(root: XmlElement | null) {
    if (!root) return;
    const abstract = new Map(
      xmlChildren(root, 'abstractNum').map((one) => [
        one.attributes.get('abstractNumId') ?? '',
        levelsOf(one),
      ]),
    );
    for (const num of xmlChildren(root, 'num')) {
      const levels = new Map(abstract.get(val(num, 'abstractNumId') ?? '') ?? []);
      for (const override of xmlChildren(num, 'lvlOverride')) {
        const at = whole(override.attributes.get('ilvl')) ?? 0;
        const own = child(override, 'lvl');
        const start = whole(val(override, 'startOverride'));
        const level = own ? levelOf(own) : levels.get(at);
        if (level) levels.set(at, start === undefined ? level : { ...level, start });
      }
      this.#levels.set(num.attributes.get('numId') ?? '', levels);
    }
  }

  /** How paragraphs of this list and level are numbered; null when they are not. */
  level(id: string, level: number): NumberedLevel | null {
    const found = this.#levels.get(id)?.get(level);
    return !found || found.none ? null : found;
  }

  /** Counts a numbered heading and returns the words that Word writes before it. */
  headingWords(id: string, level: number): string {
    const found = this.level(id, level);
    if (!found) return '';
    const key = `${id}/${level}`;
    const count = (this.#counts.get(key) ?? found.start - 1) + 1;
    this.#counts.set(key, count);
    return found.pattern
      .replaceAll(`%${level + 1}`, String(count))
      .replace(/%\d/g, '')
      .trim();
  }
}

const levelsOf = (one: XmlElement): Map<number, NumberedLevel> =>
  new Map(xmlChildren(one, 'lvl').map((lvl) => [whole(lvl.attributes.get('ilvl')) ?? 0, levelOf(lvl)]));

function levelOf(lvl: XmlElement): NumberedLevel {
  const format = val(lvl, 'numFmt') ?? 'decimal';
  return {
    ordered: format !== 'bullet',
    none: format === 'none',
    start: whole(val(lvl, 'start')) ?? 1,
    pattern: val(lvl, 'lvlText') ?? '',
  };
}
