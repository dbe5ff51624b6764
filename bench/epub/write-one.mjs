/** Writes the work of a JSON file as an EPUB, as the built program does: `node write-one.mjs WORK.json OUT.epub`. */
import { readFileSync } from 'node:fs';

const { writeEpub } = await import('../../dist/features/downloads/epub/write-epub.js');
const [, , input, output] = process.argv;
const images = async () => null;
await writeEpub(JSON.parse(readFileSync(input, 'utf8')), { images, generator: 'Fanlight bench' }, output);
