/** A `\pict` group: its bytes in hexadecimal or binary. */
import { IMPORT_LIMITS } from '../../files/limits.js';

export class Picture {
  #kind: 'picture' | 'drawing' | null = null;
  readonly #parts: Buffer[] = [];
  #size = 0;
  #half = '';

  word(name: string): void {
    if (/^(?:pngblip|jpegblip)$/.test(name)) this.#kind = 'picture';
    else if (/^(?:emfblip|wmetafile|macpict|pmmetafile|dibitmap|wbitmap)$/.test(name))
      this.#kind ??= 'drawing';
  }

  hex(text: string): void {
    if (this.#size > IMPORT_LIMITS.image) return;
    const digits = this.#half + text.replace(/[^\da-fA-F]/g, '');
    this.#half = digits.length % 2 === 1 ? digits.slice(-1) : '';
    this.binary(Buffer.from(digits.slice(0, digits.length - this.#half.length), 'hex'));
  }

  binary(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size <= IMPORT_LIMITS.image) this.#parts.push(Buffer.from(bytes));
  }

  /** The bytes, or why there are none. */
  result(): { bytes: Uint8Array } | { refused: string } {
    if (this.#size > IMPORT_LIMITS.image) return { refused: 'it is too large' };
    if (this.#kind === 'drawing')
      return {
        refused: 'it is a drawing of Windows or old Macs (WMF, EMF, PICT), not a JPEG or PNG picture',
      };
    return { bytes: Buffer.concat(this.#parts) };
  }
}
