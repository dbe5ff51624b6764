/** Bytes to letters: by the font's character set, else by the document's code page. */
import iconv from 'iconv-lite';

/** Windows' character sets, as `\fcharset` names them, and their code pages. */
const CHARSETS: Record<number, string> = {
  77: 'macintosh',
  128: 'cp932',
  129: 'cp949',
  130: 'cp949',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'cp874',
  238: 'windows-1250',
  255: 'cp437',
};

const OLD_PAGES: ReadonlyMap<string, string> = new Map([
  ['mac', 'macintosh'],
  ['pc', 'cp437'],
  ['pca', 'cp850'],
]);

export interface Font {
  name: string;
  charset: number | null;
  /** From `\cpg`. */
  codePage: string | null;
}

/** The name of a code page by its number; null when it is not known. */
export function codePage(number: number | null): string | null {
  if (number === 65001) return 'utf-8';
  if (number === 10000) return 'macintosh';
  if (number === 936) return 'gbk';
  const name = `cp${number ?? 0}`;
  return iconv.encodingExists(name) ? name : null;
}

export class Letters {
  readonly fonts = new Map<number, Font>();
  /** Of the document. */
  codePage = 'windows-1252';
  #strict: boolean | undefined;

  /** A word that says the document's code page; false for any other. */
  word(name: string, number: number | null): boolean {
    const found = name === 'ansicpg' ? codePage(number) : (OLD_PAGES.get(name) ?? null);
    if (found) this.codePage = found;
    return name === 'ansicpg' || OLD_PAGES.has(name);
  }

  /** The encoding of bytes in this font. */
  encoding(font: number): string {
    const known = this.fonts.get(font);
    if (!known) return this.codePage;
    if (known.codePage) return known.codePage;
    if (known.charset === 0) return this.#isStrict() ? 'windows-1252' : this.codePage;
    return CHARSETS[known.charset ?? 1] ?? this.codePage;
  }

  /** Programs that give every font the Western set do not mean it. */
  #isStrict(): boolean {
    this.#strict ??= [...this.fonts.values()].some(({ charset }) => charset !== null && charset > 2);
    return this.#strict;
  }

  /** The font's name when its letters are pictures, else null. */
  symbolFont(font: number): string | null {
    const known = this.fonts.get(font);
    return known && /^(?:wingdings|webdings|symbol$|zapf ?dingbats)/i.test(known.name) ? known.name : null;
  }

  decode(bytes: Uint8Array, font: number): string {
    return iconv.decode(Buffer.from(bytes), this.encoding(font));
  }
}
