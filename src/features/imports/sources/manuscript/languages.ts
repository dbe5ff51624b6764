/** In which language most of a text is written, by what its runs say. */

const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const COMPLEX = /[\u0590-\u08ff\u0e00-\u0e7f]/;

/** The languages that a run names for letters of each kind. */
export interface RunLanguages {
  language?: string | undefined;
  eastAsian?: string | undefined;
  complex?: string | undefined;
}

/** Regions that readers tell apart; of other languages the region only says where the program was bought. */
const REGION_COUNTS = /^(?:pt-BR|zh-.+)$/i;

export class Languages {
  readonly #letters = new Map<string, number>();

  count(text: string, look: RunLanguages): void {
    const tag = EAST_ASIAN.test(text) ? look.eastAsian : COMPLEX.test(text) ? look.complex : look.language;
    if (tag && tag !== 'zxx' && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(tag))
      this.#letters.set(tag, (this.#letters.get(tag) ?? 0) + text.length);
  }

  /** The tag of the language, or null when nothing was said. */
  most(): string | null {
    const [best] = [...this.#letters].sort((a, b) => b[1] - a[1]);
    if (!best) return null;
    return REGION_COUNTS.test(best[0]) ? best[0] : best[0].split('-')[0]!.toLowerCase();
  }
}
