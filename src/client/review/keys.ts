/** Which act a key stands for. Single letters count only while the focus is in the text of the review. */

const LETTERS: Readonly<Record<string, string>> = {
  s: 'split',
  j: 'join',
  e: 'emphasise',
  p: 'paragraph',
  h: 'heading',
  b: 'scene',
  m: 'note',
  t: 'text',
  c: 'chapter-here',
  y: 'settle',
  n: 'next',
  u: 'undo',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The Latin letter on a key, also where the layout writes another script. */
export function letterOf({ key, code }: Pressed): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return key.length === 1 && key > '\u007f' && /^Key[A-Z]$/.test(code) ? code.charAt(3).toLowerCase() : '';
}

/** The name of the act, or '' where the key is not ours. */
export function actOf(pressed: Pressed): string {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = pressed;
  const letter = letterOf(pressed);
  if (altKey) return '';
  if (ctrlKey || metaKey) return letter === 'z' && !shiftKey ? 'undo' : '';
  if (letter === 'n' && shiftKey) return 'previous';
  if (shiftKey && letter !== '') return '';
  if (key === 'Delete') return 'remove';
  return LETTERS[letter] ?? '';
}
