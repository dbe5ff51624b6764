/** The command line: one verb, one call. Results go to stdout, everything else to stderr. 0 done, 1 failed, 2 wrong use. */
import { UsageError } from './cli/arguments.js';
import { AppError, ConfigError } from './core/errors.js';

/** The server runs until it is stopped; it sets the exit code itself. */
async function serve(): Promise<number> {
  await import('./main.js');
  return 0;
}

/** Each verb is loaded when it is called: `reshape` must not wait for a database driver. */
const VERBS: Record<string, { use: string; says: string; run(args: string[]): Promise<number> }> = {
  serve: { use: 'serve', says: 'start the server', run: serve },
  migrate: {
    use: 'migrate',
    says: 'bring the database up to this version',
    run: async (args) => (await import('./cli/migrate.js')).migrateVerb(args),
  },
  doctor: {
    use: 'doctor [--json]',
    says: 'check every part and say what to do about what fails',
    run: async (args) => (await import('./cli/doctor.js')).doctorVerb(args),
  },
  reshape: {
    use: 'reshape [FILE] [--jsonl]',
    says: 'give a flattened text its paragraphs back: text in, HTML out',
    run: async (args) => (await import('./cli/reshape.js')).reshapeVerb(args),
  },
  import: {
    use: 'import FILE|FOLDER|ZIP… [--as PSEUD] [--post] [--title T] [--fandom F]… [--rating R] [--warning W]… [--language CODE] [--for-others [--archive NAME]] [--existing skip|update|new] [--report FILE] [--batch ID] [--json] [--dry-run]',
    says: 'bring works in from files, folders and zips; works that are here already are left as they are',
    run: async (args) => (await import('./cli/import.js')).importVerb(args),
  },
  download: {
    use: 'download WORK --format epub -o FILE',
    says: 'write a work to a file',
    run: async (args) => (await import('./cli/download.js')).downloadVerb(args),
  },
  user: {
    use: 'user add NAME --email E [--role ROLE]… [--pseud P] [--password-stdin] | user role NAME [--give ROLE]… [--take ROLE]… [--why TEXT]',
    says: 'add an account; give roles and take them, or say which there are',
    run: async (args) => (await import('./cli/user.js')).userVerb(args),
  },
  find: {
    use: 'find rebuild',
    says: 'make all that searches ask anew from the works; searches go on meanwhile',
    run: async (args) => (await import('./cli/find.js')).findVerb(args),
  },
  tags: {
    use: 'tags export FILE | tags import FILE [--dry-run]',
    says: 'write what wranglers made of the tags to a file (JSON, or CSV), or add what such a file holds',
    run: async (args) => (await import('./cli/tags.js')).tagsVerb(args),
  },
  demo: {
    use: 'demo [--works N] [--seed S]',
    says: 'fill the archive with invented works',
    run: async (args) => (await import('./cli/demo.js')).demoVerb(args),
  },
};

const help = (): string =>
  [
    'fanlight VERB …',
    '',
    ...Object.values(VERBS).map(({ use, says }) => `  ${use}\n      ${says}`),
    '',
    'Settings come from the environment and fanlight.config.json; see docs/OPERATIONS.md.',
    '',
  ].join('\n');

async function main([name = '', ...args]: string[]): Promise<number> {
  if (name === '' || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help());
    return name === '' ? 2 : 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) {
    process.stderr.write(`There is no verb “${name}”.\n\n${help()}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`fanlight ${verb.use}\n    ${verb.says}\n`);
    return 0;
  }
  try {
    return await verb.run(args);
  } catch (error) {
    if (error instanceof UsageError) process.stderr.write(`${error.message}\nUse: fanlight ${verb.use}\n`);
    else if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof AppError)
      process.stderr.write(`${[error.safe, ...Object.values(error.fields)].join('\n')}\n`);
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  }
}

const code = await main(process.argv.slice(2));
if (code !== 0) process.exitCode = code;
