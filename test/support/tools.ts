/** Programs that some tests need beside Node: they are found in PATH and never skipped silently. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type Tool = 'chromium' | 'epubcheck' | 'java' | 'pandoc' | 'time';

/**
 * Path of a program.
 * @throws an error with the command that installs it
 */
export function requireTool(name: Tool): string {
  const found = findTool(name);
  if (found) return found;
  throw new Error(
    `This test needs ${name}, which is not in PATH. Run \`node scripts/test-tools.mjs\` as root; on Debian it does \`apt-get install ${PACKAGES[name]}\`.`,
  );
}

/** Path of a program in PATH, or null. */
export function findTool(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here: the next folder.
    }
  }
  return null;
}

const PACKAGES: Record<Tool, string> = {
  chromium: 'chromium',
  epubcheck: 'epubcheck',
  java: 'default-jre-headless',
  pandoc: 'pandoc',
  time: 'time',
};
