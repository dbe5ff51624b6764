/** Reads a PDF's text with its places and looks, in a thread with bounds of time and memory. */
import { Worker } from 'node:worker_threads';
import { ImportError } from '../../files/import-error.js';
import type { SourceFile } from '../../files/source-file.js';
import type { PdfAnswer, PdfContent, PdfRefusal, PdfTask } from './content.js';
import { PDF_LIMITS } from './limits.js';

const read = new WeakMap<SourceFile, Promise<PdfContent>>();

/** The content of a PDF, read once for each file. Throws ImportError when it is locked, damaged or too much. */
export function readPdf(file: SourceFile, limits: PdfBounds = PDF_LIMITS): Promise<PdfContent> {
  const content = read.get(file) ?? inThread(file, limits);
  read.set(file, content);
  return content;
}

export type PdfBounds = { readonly [K in keyof typeof PDF_LIMITS]: number };

const REFUSALS: Record<PdfRefusal, (name: string, detail: string, limits: PdfBounds) => ImportError> = {
  password: (name) =>
    new ImportError(
      'encrypted',
      `“${name}” is locked with a password. Save or print it again without one, then bring that file.`,
    ),
  protected: (name) =>
    new ImportError(
      'encrypted',
      `“${name}” is protected against copying (DRM), so its text cannot be read here, and nothing was tried. If it is your own work, bring the file you made it from.`,
    ),
  damaged: (name, detail) =>
    new ImportError(
      'damaged',
      `“${name}” is a PDF that is damaged or was not downloaded whole. Download or save it again.`,
      new Error(detail),
    ),
  pages: (name, detail, limits) =>
    new ImportError(
      'too-large',
      `“${name}” has ${detail} pages; a PDF may have ${limits.pages}. Split it into several files.`,
    ),
  text: (name) =>
    new ImportError(
      'too-large',
      `“${name}” holds more text than one file may hold. Split it into several files.`,
    ),
};

const tooMuch = (name: string): ImportError =>
  new ImportError(
    'unsafe',
    `“${name}” needs more time or memory than a PDF of text does, so reading stopped. Another form (EPUB, HTML, DOCX) is better; or print it to a new PDF and bring that.`,
  );

function startThread(limits: PdfBounds): Worker {
  // Under tsx this file is TypeScript and so is the thread's, which then needs tsx itself; built, both are JavaScript.
  const fromSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(fromSource ? './pdf-worker.ts' : './pdf-worker.js', import.meta.url), {
    execArgv: fromSource ? ['--import', import.meta.resolve('tsx')] : [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32 },
    // A thread that fails says so by its answer; what pdf.js prints is of no use to anybody.
    stdout: true,
    stderr: true,
    env: {},
  });
}

async function inThread(file: SourceFile, limits: PdfBounds): Promise<PdfContent> {
  const bytes = new Uint8Array(await file.bytes(0, file.size));
  const worker = startThread(limits);
  let timer: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<PdfAnswer>((resolve, reject) => {
      const stop = (): void => reject(tooMuch(file.name));
      timer = setTimeout(stop, limits.seconds * 1000);
      watch = setInterval(() => {
        // Typed arrays lie outside of the heap that the thread's own limit counts.
        worker.getHeapStatistics().then(
          (heap) => {
            if (heap.external_memory > limits.outside) stop();
          },
          () => undefined,
        );
      }, 200);
      worker.once('message', resolve);
      worker.once('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? stop() : reject(error),
      );
      worker.once('exit', () => reject(new Error('The thread that reads a PDF ended without an answer.')));
      const task: PdfTask = { bytes, limits };
      worker.postMessage(task, [bytes.buffer]);
    });
    if (answer.kind === 'done') return answer.content;
    throw REFUSALS[answer.why](file.name, answer.detail, limits);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    await worker.terminate();
  }
}
