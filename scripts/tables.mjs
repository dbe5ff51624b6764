/** Writes src/core/db/tables.ts from the migrations. Run as `npm run tables`, after a new one. */
import { writeFileSync } from 'node:fs';
import { generateTables, TABLES } from '../test/support/tables.ts';

writeFileSync(TABLES, await generateTables());
console.log(`${TABLES} is written.`);
