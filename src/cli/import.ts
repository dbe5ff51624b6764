/** The verb `import`. A dry run loads the readers alone: no database, no pages. */
import { readArguments, UsageError } from './arguments.js';

const OPTIONS = {
  as: { type: 'string' },
  post: { type: 'boolean' },
  title: { type: 'string' },
  fandom: { type: 'string', multiple: true },
  rating: { type: 'string' },
  warning: { type: 'string', multiple: true },
  language: { type: 'string' },
  'for-others': { type: 'boolean' },
  archive: { type: 'string' },
  existing: { type: 'string' },
  report: { type: 'string' },
  batch: { type: 'string' },
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

export type ImportValues = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

const EXISTING = ['skip', 'update', 'new'] as const;
export type Existing = (typeof EXISTING)[number];

/** What is done with works that their person has here already. */
function existingOf(given = 'skip'): Existing {
  const found = EXISTING.find((name) => name === given);
  if (!found) throw new UsageError(`--existing is one of: ${EXISTING.join(', ')}. Without it, skip.`);
  return found;
}

async function dryRuns(files: string[]): Promise<number> {
  const { dryRunFile } = await import('../features/imports/dry-run.js');
  let failed = false;
  for (const file of files) {
    const run = await dryRunFile(file);
    failed ||= run.errors.length > 0;
    process.stdout.write(`${JSON.stringify(run)}\n`);
  }
  return failed ? 1 : 0;
}

export async function importVerb(args: string[]): Promise<number> {
  const { values, positionals: files } = readArguments(args, OPTIONS);
  if (files.length === 0 && values.batch === undefined) throw new UsageError('Name at least one file.');
  const existing = existingOf(values.existing);
  if (values['dry-run']) return dryRuns(files);
  if (values.archive !== undefined && !values['for-others'])
    throw new UsageError('--archive names where works come from that are brought in --for-others.');
  const { importWorks } = await import('./import-works.js');
  return importWorks(files, values, existing);
}
