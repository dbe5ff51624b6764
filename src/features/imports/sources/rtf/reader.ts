/** RTF to a manuscript, sign by sign, without recursion: the groups that are open are a list of states. */

import { ImportError } from '../../files/import-error.js';
import { IMPORT_LIMITS, sayBytes } from '../../files/limits.js';
import type { Block } from '../manuscript/model.js';
import { symbolText } from '../manuscript/symbols.js';
import { bodyWord } from './body-words.js';
import { beginGroup } from './groups.js';
import { Letters } from './letters.js';
import type { RtfOptions, Seen } from './options.js';
import { Reading } from './reading.js';
import type { GroupState } from './state.js';
import { latin, type Token, Tokens } from './tokens.js';
import { SIGNS } from './vocabulary.js';

const DEEPEST = 1000;

export class RtfReader {
  readonly #tokens: Tokens;
  readonly #letters = new Letters();
  readonly #reading: Reading;
  readonly #open: GroupState[] = [];
  /** Bytes that wait for their neighbours: some letters are two. */
  #bytes: number[] = [];
  /** Half of a letter beyond U+FFFF. */
  #high = 0;
  #toSkip = 0;
  /** The group has just been opened: its first word says what it is for. */
  #fresh = false;
  #starred = false;
  #size = 0;

  constructor(bytes: Uint8Array, options: RtfOptions) {
    this.#tokens = new Tokens(bytes);
    this.#reading = new Reading(options, this.#letters);
  }

  get notes(): Map<string, Block[]> {
    return this.#reading.notes;
  }

  get info(): ReadonlyMap<string, string> {
    return this.#reading.info;
  }

  get seen(): ReadonlySet<Seen> {
    return this.#reading.seen;
  }

  /** Reads about `bytes` bytes; false when there is nothing left. */
  step(bytes: number): boolean {
    const end = this.#tokens.position + bytes;
    while (this.#tokens.position < end) {
      const token = this.#tokens.next();
      if (!token) return false;
      this.#take(token);
    }
    return true;
  }

  /** The blocks of the text, when all is read. Groups that are still open end here. */
  finish(): Block[] {
    this.#flush();
    while (this.#open.length > 0) this.#close();
    if (this.#reading.body.hasOpenParagraph) this.#reading.endParagraph();
    return this.#reading.body.finish();
  }

  #take(token: Token): void {
    if (token.kind !== 'byte' && token.kind !== 'bytes') this.#flush();
    switch (token.kind) {
      case 'open':
        this.#openGroup();
        break;
      case 'close':
        this.#toSkip = 0;
        this.#close();
        break;
      case 'word':
        this.#word(token);
        break;
      case 'symbol':
        this.#symbol(token.sign);
        break;
      case 'byte':
        if (this.#toSkip > 0) this.#toSkip -= 1;
        else this.#bytes.push(token.value);
        break;
      case 'bytes':
        this.#text(token.from, token.to);
        break;
      case 'binary':
        if (this.#reading.state.destination === 'picture')
          this.#reading.picture?.binary(this.#tokens.bytes.subarray(token.from, token.to));
        break;
    }
    if (token.kind !== 'open' && !(token.kind === 'symbol' && token.sign === '*')) {
      this.#fresh = false;
      this.#starred = false;
    }
  }

  #openGroup(): void {
    if (this.#open.length >= DEEPEST) {
      throw new ImportError(
        'unsafe',
        `“${this.#reading.options.fileName}” cannot be read: its groups stand more than ${DEEPEST} deep inside each other.`,
      );
    }
    this.#toSkip = 0;
    this.#open.push(this.#reading.state);
    this.#reading.state = {
      ...this.#reading.state,
      paragraph: { ...this.#reading.state.paragraph },
      onClose: null,
    };
    if (this.#reading.state.destination === 'styles') this.#reading.tables.beginStyle();
    this.#fresh = true;
    this.#starred = false;
  }

  #close(): void {
    const closed = this.#reading.state;
    const before = this.#open.pop();
    if (!before) return;
    closed.onClose?.();
    this.#reading.state = before;
    // What was said of a paragraph in a group holds for the paragraph that goes on after it.
    if (closed.flow === before.flow && closed.destination === 'body')
      before.paragraph = { ...closed.paragraph };
  }

  #text(from: number, to: number): void {
    let start = from;
    if (this.#toSkip > 0) {
      const skipped = Math.min(this.#toSkip, to - start);
      this.#toSkip -= skipped;
      start += skipped;
    }
    if (start >= to || this.#reading.state.destination === 'skip') return;
    if (this.#reading.state.destination === 'picture') {
      this.#reading.picture?.hex(latin(this.#tokens.bytes, start, to));
      return;
    }
    const { bytes } = this.#tokens;
    let ascii = this.#bytes.length === 0;
    for (let at = start; ascii && at < to; at += 1) ascii = bytes[at]! < 0x80;
    if (ascii) this.#say(latin(bytes, start, to));
    else for (let at = start; at < to; at += 1) this.#bytes.push(bytes[at]!);
  }

  /** Bytes that were gathered become letters. */
  #flush(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    const symbols = this.#letters.symbolFont(this.#reading.state.font);
    this.#say(
      symbols ? Buffer.from(bytes).toString('latin1') : this.#letters.decode(bytes, this.#reading.state.font),
    );
  }

  #say(text: string): void {
    const { destination, field } = this.#reading.state;
    if (destination === 'fonts') this.#reading.tables.fontName(text);
    else if (destination === 'styles') this.#reading.tables.styleName(text);
    else if (destination === 'instruction' && field)
      field.instruction = (field.instruction + text).slice(0, 4000);
    else if (destination === 'info' && this.#reading.infoKey)
      this.#reading.info.set(
        this.#reading.infoKey,
        ((this.#reading.info.get(this.#reading.infoKey) ?? '') + text).slice(0, 20_000),
      );
    else if (destination === 'body') this.#write(text);
  }

  #write(text: string): void {
    const { flow, marks, hidden, deleted, caps, href, font } = this.#reading.state;
    if (deleted) this.#reading.seen.add('changes');
    if (hidden && text.trim() !== '') this.#reading.seen.add('hidden');
    if (hidden || deleted) return;
    this.#size += text.length;
    this.#reading.count();
    if (this.#size > IMPORT_LIMITS.text) {
      throw new ImportError(
        'too-large',
        `“${this.#reading.options.fileName}” holds more than ${sayBytes(IMPORT_LIMITS.text)} of text, the most that one file may hold. Split it into several files.`,
      );
    }
    const symbols = this.#letters.symbolFont(font);
    const shown = symbols ? symbolText(symbols, text) : caps ? text.toLocaleUpperCase('en') : text;
    flow.put({ kind: 'text', text: shown, marks, href });
  }

  #symbol(sign: string): void {
    if (sign === '*') {
      this.#starred = this.#fresh;
      return;
    }
    if (this.#toSkip > 0) {
      this.#toSkip -= 1;
      return;
    }
    if (sign === '\r' || sign === '\n') this.#reading.paragraphEnds();
    else if (sign === '~') this.#say('\u00a0');
    else if (sign === '_') this.#say('\u2011');
    else if (/^[\\{}]$/.test(sign)) this.#say(sign);
    else if (sign === '\t') this.#say('\t');
  }

  #word(token: Token & { kind: 'word' }): void {
    const { name, number } = token;
    if (this.#toSkip > 0 && name !== 'u') {
      this.#toSkip -= 1;
      return;
    }
    if (this.#reading.state.destination === 'skip') return;
    if (name === 'u') {
      this.#unicode(number ?? 0);
      return;
    }
    if (name === 'uc') {
      this.#reading.state.fallback = Math.min(20, Math.max(0, number ?? 1));
      return;
    }
    if (this.#fresh && beginGroup(this.#reading, name)) return;
    if (this.#starred) {
      this.#reading.state.destination = 'skip';
      return;
    }
    switch (this.#reading.state.destination) {
      case 'fonts':
        this.#reading.tables.font(token);
        break;
      case 'styles':
        this.#reading.tables.style(token);
        break;
      case 'lists':
        this.#reading.tables.list(token);
        break;
      case 'overrides':
        this.#reading.tables.override(token);
        break;
      case 'picture':
        this.#reading.picture?.word(name);
        break;
      default:
        if (!this.#letters.word(name, number)) bodyWord(this.#reading, name, number);
    }
    const sign = SIGNS.get(name);
    if (sign !== undefined) this.#say(sign);
  }

  #unicode(number: number): void {
    this.#toSkip = this.#reading.state.fallback;
    const unit = number < 0 ? number + 0x10000 : number;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      this.#high = unit;
      return;
    }
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (isLow && this.#high) this.#say(String.fromCharCode(this.#high, unit));
    else if (!isLow && unit > 0 && unit <= 0x10ffff) {
      // Fonts of symbols are written as a private area.
      const isPrivate = unit >= 0xf020 && unit <= 0xf0ff;
      const symbols = this.#letters.symbolFont(this.#reading.state.font);
      this.#say(
        isPrivate
          ? symbols
            ? String.fromCharCode(unit)
            : symbolText('wingdings', String.fromCharCode(unit))
          : String.fromCodePoint(unit),
      );
    }
    this.#high = 0;
  }
}
