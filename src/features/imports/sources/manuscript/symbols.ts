/** Signs of fonts whose letters are pictures, by their code in the private area (U+F0xx). */

const WINGDINGS: Record<number, string> = {
  74: '☺',
  75: '😐',
  76: '☹',
  89: '♥',
  108: '●',
  110: '■',
  117: '◆',
  118: '❖',
  150: '❦',
  151: '❧',
  152: '❦',
  153: '❧',
  159: '•',
  167: '▪',
  171: '★',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  243: '⇔',
  251: '✗',
  252: '✓',
};
const SYMBOL: Record<number, string> = {
  168: '♦',
  169: '♥',
  170: '♠',
  167: '♣',
  172: '←',
  173: '↑',
  174: '→',
  175: '↓',
  176: '°',
  177: '±',
  180: '×',
  183: '•',
  165: '∞',
  188: '…',
  224: '◊',
};

/** The sign of a font at this code (with or without 0xF000), or `*` when it is not known: most are ornaments. */
export function symbol(font: string, code: number): string {
  const table = /^symbol/i.test(font) ? SYMBOL : WINGDINGS;
  return table[code & 0xff] ?? '*';
}

/** Text of a symbol font, letter by letter. */
export const symbolText = (font: string, text: string): string =>
  text.replace(/\S/gu, (sign) => symbol(font, sign.codePointAt(0)!));
