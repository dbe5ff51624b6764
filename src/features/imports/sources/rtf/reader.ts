/** RTF to a manuscript, sign by sign, without recursion: the groups that are open are a list of states. */

import { ImportError } from '../../files/import-error.js';
import { IMPORT_LIMITS, sayBytes } from '../../files/limits.js';
import { webAddress } from '../manuscript/addresses.js';
import type { Block } from '../manuscript/model.js';
import { symbolText } from '../manuscript/symbols.js';
import { fieldRuby, fieldTarget, isDroppedField } from '../manuscript/word-fields.js';
import { Flow } from './flow.js';
import { Letters } from './letters.js';
import type { RtfOptions, Seen } from './options.js';
import { paragraphWord } from './paragraph-words.js';
import { Picture } from './picture.js';
import { runWord } from './run-words.js';
import { shapeOf } from './shape.js';
import { type GroupState, plainParagraphState } from './state.js';
import { Tables } from './tables.js';
import { latin, type Token, Tokens } from './tokens.js';
import { INFO, SIGNS, SKIPPED } from './vocabulary.js';

const DEEPEST = 1000;

export class RtfReader {
  readonly notes = new Map<string, Block[]>();
  readonly info = new Map<string, string>();
  readonly seen = new Set<Seen>();
  readonly #tokens: Tokens;
  readonly #options: RtfOptions;
  readonly #letters = new Letters();
  readonly #tables = new Tables(this.#letters);
  readonly #body = new Flow();
  readonly #open: GroupState[] = [];
  #state: GroupState;
  /** Bytes that wait for their neighbours: some letters are two. */
  #bytes: number[] = [];
  /** Half of a letter beyond U+FFFF. */
  #high = 0;
  #toSkip = 0;
  /** The group has just been opened: its first word says what it is for. */
  #fresh = false;
  #starred = false;
  #picture: Picture | null = null;
  #infoKey = '';
  #size = 0;
  #pieces = 0;

  constructor(bytes: Uint8Array, options: RtfOptions) {
    this.#tokens = new Tokens(bytes);
    this.#options = options;
    this.#state = {
      destination: 'body',
      flow: this.#body,
      marks: 0,
      caps: false,
      hidden: false,
      deleted: false,
      font: -1,
      fallback: 1,
      field: null,
      href: null,
      paragraph: plainParagraphState(),
      onClose: null,
    };
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
    if (this.#body.hasOpenParagraph) this.#endParagraph();
    return this.#body.finish();
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
        if (this.#state.destination === 'picture')
          this.#picture?.binary(this.#tokens.bytes.subarray(token.from, token.to));
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
        `“${this.#options.fileName}” cannot be read: its groups stand more than ${DEEPEST} deep inside each other.`,
      );
    }
    this.#toSkip = 0;
    this.#open.push(this.#state);
    this.#state = { ...this.#state, paragraph: { ...this.#state.paragraph }, onClose: null };
    if (this.#state.destination === 'styles') this.#tables.beginStyle();
    this.#fresh = true;
    this.#starred = false;
  }

  #close(): void {
    const closed = this.#state;
    const before = this.#open.pop();
    if (!before) return;
    closed.onClose?.();
    this.#state = before;
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
    if (start >= to || this.#state.destination === 'skip') return;
    if (this.#state.destination === 'picture') {
      this.#picture?.hex(latin(this.#tokens.bytes, start, to));
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
    const symbols = this.#letters.symbolFont(this.#state.font);
    this.#say(
      symbols ? Buffer.from(bytes).toString('latin1') : this.#letters.decode(bytes, this.#state.font),
    );
  }

  #say(text: string): void {
    const { destination, field } = this.#state;
    if (destination === 'fonts') this.#tables.fontName(text);
    else if (destination === 'styles') this.#tables.styleName(text);
    else if (destination === 'instruction' && field)
      field.instruction = (field.instruction + text).slice(0, 4000);
    else if (destination === 'info' && this.#infoKey)
      this.info.set(this.#infoKey, ((this.info.get(this.#infoKey) ?? '') + text).slice(0, 20_000));
    else if (destination === 'body') this.#write(text);
  }

  #write(text: string): void {
    const { flow, marks, hidden, deleted, caps, href, font } = this.#state;
    if (deleted) this.seen.add('changes');
    if (hidden && text.trim() !== '') this.seen.add('hidden');
    if (hidden || deleted) return;
    this.#size += text.length;
    this.#count();
    if (this.#size > IMPORT_LIMITS.text) {
      throw new ImportError(
        'too-large',
        `“${this.#options.fileName}” holds more than ${sayBytes(IMPORT_LIMITS.text)} of text, the most that one file may hold. Split it into several files.`,
      );
    }
    const symbols = this.#letters.symbolFont(font);
    const shown = symbols ? symbolText(symbols, text) : caps ? text.toLocaleUpperCase('en') : text;
    flow.put({ kind: 'text', text: shown, marks, href });
  }

  #count(): void {
    this.#pieces += 1;
    if (this.#pieces > 2 * IMPORT_LIMITS.htmlTags) {
      throw new ImportError(
        'unsafe',
        `“${this.#options.fileName}” cannot be read: it is broken into too many pieces. Split it into several files.`,
      );
    }
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
    if (sign === '\r' || sign === '\n') this.#paragraphEnds();
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
    if (this.#state.destination === 'skip') return;
    if (name === 'u') {
      this.#unicode(number ?? 0);
      return;
    }
    if (name === 'uc') {
      this.#state.fallback = Math.min(20, Math.max(0, number ?? 1));
      return;
    }
    if (this.#fresh && this.#begins(name)) return;
    if (this.#starred) {
      this.#state.destination = 'skip';
      return;
    }
    switch (this.#state.destination) {
      case 'fonts':
        this.#tables.font(token);
        break;
      case 'styles':
        this.#tables.style(token);
        break;
      case 'lists':
        this.#tables.list(token);
        break;
      case 'overrides':
        this.#tables.override(token);
        break;
      case 'picture':
        this.#picture?.word(name);
        break;
      default:
        if (!this.#letters.word(name, number)) this.#bodyWord(name, number);
    }
    const sign = SIGNS.get(name);
    if (sign !== undefined) this.#say(sign);
  }

  #unicode(number: number): void {
    this.#toSkip = this.#state.fallback;
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
      const symbols = this.#letters.symbolFont(this.#state.font);
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

  /** The word with which a group begins may say that it is something else than text. */
  #begins(name: string): boolean {
    const state = this.#state;
    if (SKIPPED.has(name)) state.destination = 'skip';
    else if (name === 'fonttbl') state.destination = 'fonts';
    else if (name === 'stylesheet') state.destination = 'styles';
    else if (name === 'listtable') state.destination = 'lists';
    else if (name === 'listoverridetable') state.destination = 'overrides';
    else if (name === 'info') {
      state.destination = 'info';
      this.#infoKey = '';
    } else if (state.destination === 'info') this.#infoKey = INFO.has(name) ? name : '';
    else if (name === 'annotation') {
      this.seen.add('comment');
      state.destination = 'skip';
    } else if (state.destination !== 'body' && state.destination !== 'instruction') return false;
    else return this.#beginsInBody(name);
    return true;
  }

  #beginsInBody(name: string): boolean {
    const state = this.#state;
    switch (name) {
      case 'field':
        state.field = { instruction: '' };
        return true;
      case 'fldinst':
        state.destination = 'instruction';
        return true;
      case 'fldrslt':
        this.#fieldShows();
        return true;
      case 'footnote':
        this.#note();
        return true;
      case 'pict':
        this.#beginPicture();
        return true;
      case 'shptxt':
      case 'dptxbxtext':
        this.#textBox();
        return true;
      case 'upr':
        // Its first group repeats in bytes what the second says in letters.
        state.destination = 'skip';
        return true;
      case 'NeXTGraphic':
        this.seen.add('picture-beside');
        state.destination = 'skip';
        return true;
      case 'pn':
      case 'shppict':
      case 'shpinst':
      case 'shp':
      case 'do':
      case 'ud':
        return true;
      case 'sp':
        state.destination = 'skip';
        return true;
    }
    return false;
  }

  #fieldShows(): void {
    const state = this.#state;
    const instruction = state.field?.instruction ?? '';
    const target = fieldTarget(instruction);
    const note = target === null ? null : (this.#options.noteOfLink?.(target) ?? null);
    state.destination = 'body';
    if (note !== null) {
      const { flow } = state;
      state.onClose = () => flow.put({ kind: 'note', note });
    } else if (isDroppedField(instruction)) {
      state.destination = 'skip';
      if (/^\s*TOC\b/i.test(instruction)) this.seen.add('contents');
      const ruby = fieldRuby(instruction);
      if (ruby) state.flow.put({ kind: 'ruby', ...ruby, marks: state.marks });
    } else state.href = webAddress(target ?? '') ?? state.href;
  }

  #note(): void {
    const state = this.#state;
    const key = `note-${this.notes.size + 1}`;
    this.notes.set(key, []);
    state.flow.put({ kind: 'note', note: key });
    this.#ownFlow((blocks) => this.notes.set(key, blocks));
  }

  #textBox(): void {
    const { flow } = this.#state;
    this.#ownFlow((blocks) => flow.blocks.push(...blocks));
  }

  #ownFlow(use: (blocks: Block[]) => void): void {
    const state = this.#state;
    const flow = new Flow();
    Object.assign(state, {
      flow,
      destination: 'body',
      marks: 0,
      caps: false,
      hidden: false,
      href: null,
      field: null,
      paragraph: plainParagraphState(),
    });
    state.onClose = () => {
      if (flow.hasOpenParagraph)
        flow.endParagraph(state.paragraph, (paragraph) => shapeOf(paragraph, this.#tables));
      use(flow.finish());
    };
  }

  #beginPicture(): void {
    const { images } = this.#options;
    const state = this.#state;
    const picture = new Picture();
    this.#picture = picture;
    state.destination = 'picture';
    const { flow, hidden, deleted } = state;
    state.onClose = () => {
      this.#picture = null;
      const name = `picture ${images.images.length + images.warnings.length + 1}`;
      const result = picture.result();
      const src =
        'bytes' in result
          ? result.bytes.length > 0
            ? images.add(name, result.bytes)
            : null
          : images.refuse(name, result.refused);
      if (src && !hidden && !deleted) flow.put({ kind: 'image', src, alt: '' });
    };
  }

  #bodyWord(name: string, number: number | null): void {
    if (this.#state.destination !== 'body') return;
    if (runWord(this.#state, name, number) || paragraphWord(this.#state.paragraph, name, number)) return;
    switch (name) {
      case 'par':
        this.#paragraphEnds();
        break;
      case 'line':
      case 'lbr':
        this.#state.flow.put({ kind: 'break' });
        break;
      case 'page':
        if (this.#state.flow.hasOpenParagraph) this.#endParagraph();
        this.#state.flow.newPage();
        break;
      case 'sect':
        if (this.#state.flow.hasOpenParagraph) this.#endParagraph();
        this.#state.flow.newSection();
        break;
      case 'sbknone':
      case 'sbkcol':
        this.#state.flow.continueSection();
        break;
      case 'cell':
      case 'nestcell':
        if (this.#state.flow.hasOpenParagraph || name === 'nestcell') this.#endParagraph(true);
        if (name === 'cell') this.#state.flow.endCell();
        break;
      case 'row':
        this.#state.flow.endRow();
        break;
      case 'revised':
        this.seen.add('changes');
        break;
      case 'deff':
        this.#state.font = number ?? 0;
        break;
    }
  }

  #paragraphEnds(): void {
    if (this.#state.destination === 'body') this.#endParagraph();
  }

  #endParagraph(inTable = this.#state.paragraph.inTable): void {
    this.#count();
    const { flow, paragraph } = this.#state;
    flow.endParagraph({ ...paragraph, inTable }, (state) => shapeOf(state, this.#tables));
  }
}
