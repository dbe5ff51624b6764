import assert from 'node:assert/strict';
import { ImportError } from '../files/import-error.js';
import { workOf } from './files.js';

async function refusal(name: string, data: string | Uint8Array): Promise<{ fault: string; message: string }> {
  try {
    await workOf(name, data);
  } catch (error) {
    assert.ok(error instanceof ImportError, `${name}: ${String(error)}`);
    return { fault: error.fault, message: error.safe };
  }
  assert.fail(`${name} was read`);
}

/** Asserts that a file is refused with this fault and message. */
export async function refuses(
  name: string,
  data: string | Uint8Array,
  fault: string,
  message: RegExp,
): Promise<void> {
  const found = await refusal(name, data);
  assert.equal(found.fault, fault, `${name}: ${found.message}`);
  assert.match(found.message, message);
}
