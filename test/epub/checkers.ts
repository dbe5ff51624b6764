/** Three independent checkers of EPUB files, each as a function from books to what it finds wrong with them. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { chromium, type Page } from 'playwright-core';
import { requireTool } from '../support/tools.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Path of a book → findings, one line each; books without any are there with an empty list. */
export type Findings = Map<string, string[]>;

/** Java's compiler to its first stage alone is right for a program of seconds. */
const QUICK = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss1024k'];

/** W3C EPUBCheck, of errors and warnings. */
export async function epubcheck(books: readonly string[]): Promise<Findings> {
  const program = requireTool('epubcheck');
  // Debian's command is the jar itself; elsewhere it is a script.
  const isJar = (await readFile(program)).subarray(0, 2).toString('latin1') === 'PK';
  if (isJar) await checkAtOnce(program, books);
  else for (const book of books) await run(program, [book, '--json', `${book}.json`]).catch(ignoreFindings);
  const findings: Findings = new Map();
  for (const book of books) findings.set(book, javaFindings(await readFile(`${book}.json`, 'utf8')));
  return findings;
}

async function checkAtOnce(jar: string, books: readonly string[]): Promise<void> {
  const java = requireTool('java');
  const modules = await run(java, ['--list-modules']);
  if (modules.stdout.includes('jdk.compiler@')) {
    await run(java, [...QUICK, '-cp', jar, join(import.meta.dirname, 'EpubChecks.java'), ...books]);
    return;
  }
  // A Java without its compiler cannot run a source file: one start a book.
  for (const book of books)
    await run(java, [...QUICK, '-jar', jar, book, '--json', `${book}.json`]).catch(ignoreFindings);
}

/** A checker that finds something exits with 1: its report says what. */
function ignoreFindings(error: { code?: unknown }): void {
  if (error.code !== 1) throw error;
}

interface JavaReport {
  messages: { ID: string; severity: string; message: string; locations: { path: string; line: number }[] }[];
}

function javaFindings(json: string): string[] {
  const { messages } = JSON.parse(json) as JavaReport;
  return messages
    .filter(({ severity }) => /^(FATAL|ERROR|WARNING)$/.test(severity))
    .map(
      ({ ID, severity, message, locations }) =>
        `${severity} ${ID} ${locations[0]?.path}:${locations[0]?.line} ${message}`,
    );
}

/** epubcheck-ts, which knows the rules of EPUBCheck 5. */
export async function epubcheckTs(books: readonly string[]): Promise<Findings> {
  const findings: Findings = new Map();
  for (const book of books) {
    const { messages } = await EpubCheck.validate(await readFile(book));
    const wrong = messages.filter(({ severity }) => /^(fatal|error|warning)$/.test(severity));
    findings.set(
      book,
      wrong.map(
        ({ id, severity, message, location }) =>
          `${severity} ${id} ${location?.path}:${location?.line} ${message}`,
      ),
    );
  }
  return findings;
}

interface AceAssertion {
  'earl:testSubject': { url: string };
  assertions: {
    'earl:test': { 'earl:impact': string; 'dct:title': string };
    'earl:result': { 'dct:description': string; html?: string };
  }[];
}
type Ace = (
  book: string,
  options: { cwd: string; outdir: string; silent: boolean; initLogger: boolean; doNotReportMedia: boolean },
  runner: object,
) => Promise<[job: string, report: { assertions: AceAssertion[] }]>;

/** DAISY's Ace, in one Chromium for all books: its own runners start one a book, by packages that download theirs. */
export async function ace(books: readonly string[], folder: string): Promise<Findings> {
  const check = require('@daisy/ace-core') as Ace;
  const browser = await chromium.launch({ executablePath: requireTool('chromium'), args: ['--no-sandbox'] });
  const idle: Page[] = [];
  const runner = {
    concurrency: 2,
    setTimeout: () => {},
    launch: async () => {},
    close: async () => {},
    async run(url: string, scripts: string[], contents: string[]): Promise<unknown> {
      // A page that is used again has Ace's scripts compiled already.
      const page = idle.pop() ?? (await browser.newPage());
      await page.goto(url);
      for (const content of contents) await page.evaluate(content);
      for (const script of scripts) await page.addScriptTag({ url: pathToFileURL(script).href });
      const result = await page.evaluate(
        '(() => new Promise((resolve, reject) => window.daisy.ace.run((error, result) => (error ? reject(error) : resolve(result)))))()',
      );
      idle.push(page);
      return result;
    },
  };
  const findings: Findings = new Map();
  try {
    for (const book of books) {
      const options = {
        cwd: folder,
        outdir: join(folder, 'ace'),
        silent: true,
        initLogger: true,
        doNotReportMedia: true,
      };
      const [, report] = await check(book, options, runner);
      findings.set(book, report.assertions.flatMap(aceFindings));
    }
  } finally {
    await browser.close();
  }
  return findings;
}

const aceFindings = (subject: AceAssertion): string[] =>
  subject.assertions.map(
    ({ 'earl:test': test, 'earl:result': result }) =>
      `${test['earl:impact']} ${test['dct:title']} ${subject['earl:testSubject'].url} ${result['dct:description']} ${result.html ?? ''}`,
  );
