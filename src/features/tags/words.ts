/** The words of names as completion knows them. The column tags.name_fold is made by the same rules in SQL. */
import { tagKey } from './names.js';

const ONE_FOR_ONE: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};
const APOSTROPHES = /['\u2018\u2019\u02bc`\u00b4]/g;
const SIGNS =
  /[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe30-\ufe4f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+/g;
/** Of scripts that are written without spaces: each is a word of its own. */
const ALONE =
  / *([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]) */g;

/** The words of a name, small, without accents and signs, one space between them. */
export const foldName = (name: string): string =>
  tagKey(name)
    .replace(/[øłđıħŧßæœ]/g, (letter) => ONE_FOR_ONE[letter]!)
    .replace(APOSTROPHES, '')
    .replace(SIGNS, ' ')
    .replace(ALONE, ' $1 ')
    .replace(/ +/g, ' ')
    .replace(/^ | $/g, '');
