import type { SourceImage } from '../source-work.js';
import { imageType } from './file-type.js';
import { IMPORT_LIMITS, sayBytes } from './limits.js';

/** Gathers the pictures that lie in a file. Bodies name them by `src="import:KEY"`. */
export class ImageCollector {
  readonly images: SourceImage[] = [];
  /** One line for each picture that was left out, in plain words. */
  readonly warnings: string[] = [];
  readonly #keys = new Map<string, string | null>();
  #total = 0;

  /** The `import:KEY` of what was already given under this name: null when that was refused, undefined when it was never given. */
  known(name: string): string | null | undefined {
    return this.#keys.get(name);
  }

  /** Takes a picture and returns the address for its `src`, or null when it is refused (then a warning says why). `shown` is its name in messages. */
  add(name: string, bytes: Uint8Array, shown = name): string | null {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const refusal = this.#refusal(bytes);
    if (refusal) return this.refuse(name, refusal, shown);
    const key = String(this.images.length + 1);
    this.images.push({ key, bytes, name: shown.slice(-80) });
    this.#total += bytes.length;
    this.#keys.set(name, `import:${key}`);
    return `import:${key}`;
  }

  /** Notes that the picture of this name cannot be taken, once. */
  refuse(name: string, why: string, shown = name): null {
    if (!this.#keys.has(name)) {
      this.#keys.set(name, null);
      const line = `The picture “${shown.slice(-80)}” was left out: ${why}.`;
      if (this.warnings.length < 20) this.warnings.push(line);
    }
    return null;
  }

  #refusal(bytes: Uint8Array): string | null {
    if (!imageType(bytes)) return 'it is not a JPEG, PNG, GIF or WebP picture';
    if (bytes.length > IMPORT_LIMITS.image) return `it is larger than ${sayBytes(IMPORT_LIMITS.image)}`;
    if (this.images.length >= IMPORT_LIMITS.images)
      return `there are more than ${IMPORT_LIMITS.images} pictures`;
    if (this.#total + bytes.length > IMPORT_LIMITS.imagesTotal)
      return `together the pictures are larger than ${sayBytes(IMPORT_LIMITS.imagesTotal)}`;
    return null;
  }
}

/** The bytes of a `data:image/…;base64,` address, or null when it is none. */
export function dataImage(src: string): Uint8Array | null {
  const data = /^data:image\/[\w.+-]+;base64,/i.exec(src);
  return data ? Buffer.from(src.slice(data[0].length), 'base64') : null;
}
