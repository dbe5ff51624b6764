/** Arguments of verbs, read strictly: what is not known is named. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Wrong use; the program ends with 2. */
export class UsageError extends Error {}

export function readArguments<O extends ParseArgsOptionsConfig>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. To specify')[0] : String(error));
  }
}
