/** Forms as they arrive: every field a list of strings, read by name. */
import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { badInput, type FieldFaults, spoken } from '../errors.js';

export class Form {
  readonly #fields: Map<string, string[]>;

  constructor(entries: Iterable<[string, string]> = []) {
    this.#fields = new Map();
    for (const [name, value] of entries) this.append(name, value);
  }

  append(name: string, value: string): void {
    const clean = value.toWellFormed().replaceAll('\u0000', '').replaceAll('\r\n', '\n');
    const list = this.#fields.get(name);
    if (list) list.push(clean);
    else this.#fields.set(name, [clean]);
  }

  /** The first value, or '' where there is none. */
  text(name: string): string {
    return this.#fields.get(name)?.[0] ?? '';
  }

  all(name: string): string[] {
    return this.#fields.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  names(): string[] {
    return [...this.#fields.keys()];
  }

  /** First values by name, for a schema or for a form that comes back filled in. */
  values(): Record<string, string> {
    return Object.fromEntries([...this.#fields].map(([name, list]) => [name, list[0] ?? '']));
  }
}

/** application/x-www-form-urlencoded. @throws badInput when the bytes are no UTF-8. */
export function parseForm(body: Buffer): Form {
  if (!isUtf8(body)) throw spoken('bad-input', 422, (w) => w.badEncoding);
  return new Form(new URLSearchParams(body.toString('utf8')));
}

/** @throws badInput with a message for each field that is wrong. */
export function readForm<T extends z.ZodType>(schema: T, values: unknown, summary: string): z.infer<T> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const fields: FieldFaults = {};
  for (const issue of result.error.issues) fields[issue.path.join('.')] ??= issue.message;
  throw badInput(summary, fields);
}

/** A path of this archive that a form may lead back to; anything else becomes `otherwise`. */
export function safePath(to: string, otherwise = '/'): string {
  if (!to.startsWith('/') || to.startsWith('//') || to.includes('\\') || /[\u0000-\u001f]/.test(to))
    return otherwise;
  const base = 'http://archive.invalid';
  try {
    const url = new URL(to, base);
    const path = url.pathname + url.search + url.hash;
    // Dots are resolved now: `/.//elsewhere.example` has become the address of another host.
    return url.origin === base && !path.startsWith('//') ? path : otherwise;
  } catch {
    return otherwise;
  }
}
