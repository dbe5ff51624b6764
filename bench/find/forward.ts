/** What counting facets costs without any head or order: every tag of every hit, as works came, four bytes a tag. */
import { performance } from 'node:perf_hooks';
import { Doubles, Words } from '../../src/features/find/index/arrays.js';
import { Numbering } from '../../src/features/find/index/numbering.js';
import type { IndexedWork } from '../../src/features/find/index/types.js';

/** Works whose tags lie in one array. */
const CHUNK = 1_000_000;

export class Forward {
  readonly #tags = new Numbering();
  readonly #chunks: { starts: Uint32Array; tags: Words }[] = [];
  readonly #hits = new Doubles();
  #count = 0;

  /** @param isHit whether the question that will be measured finds it */
  add(work: IndexedWork, isHit: boolean): void {
    const at = this.#count % CHUNK;
    if (at === 0) this.#chunks.push({ starts: new Uint32Array(CHUNK + 1), tags: new Words(CHUNK * 16) });
    const chunk = this.#chunks.at(-1)!;
    for (const id of work.direct) chunk.tags.push(this.#tags.of(id));
    chunk.starts[at + 1] = chunk.tags.length;
    if (isHit) this.#hits.push(this.#count);
    this.#count += 1;
  }

  get bytes(): number {
    return this.#chunks.reduce((sum, { starts, tags }) => sum + starts.byteLength + tags.length * 4, 0);
  }

  /** Milliseconds for one count of all tags of all hits, and the most used among them. */
  count(): number {
    const counts = new Uint32Array(this.#tags.size);
    const begun = performance.now();
    for (let i = 0; i < this.#hits.length; i++) {
      const work = this.#hits.data[i]!;
      const { starts, tags } = this.#chunks[Math.floor(work / CHUNK)]!;
      const { data } = tags;
      const end = starts[(work % CHUNK) + 1]!;
      for (let t = starts[work % CHUNK]!; t < end; t++) counts[data[t]!]! += 1;
    }
    let most = 0;
    for (let tag = 0; tag < counts.length; tag++) if (counts[tag]! > counts[most]!) most = tag;
    const taken = performance.now() - begun;
    if (counts[most]! < this.#hits.length) throw new Error('The tag that all hits have was not counted.');
    return taken;
  }
}
