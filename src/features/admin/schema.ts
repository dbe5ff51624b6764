import { z } from 'zod';
import { originOf } from '../../core/config.js';
import { LIMITS } from '../../core/limits.js';
import type { Messages } from '../../core/messages/index.js';
import { overLimit } from '../../core/over-limit.js';
import { oneLine, stripBidiOverrides } from '../../core/text/index.js';
import { languageCode } from '../works/index.js';

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

/** What the host decides; messages are the catalogue's. */
export const setupSettings = (w: Messages) => {
  const f = w.home.setup.faults;
  return z.object({
    name: z
      .string(f.name)
      .transform((name) => oneLine(stripBidiOverrides(name)))
      .pipe(z.string().min(1, f.name).max(80, f.name)),
    address: z
      .string(f.address)
      .transform(
        (address, context) =>
          originOf(address) ?? context.addIssue({ code: 'custom', message: f.address }) ?? z.NEVER,
      ),
    language: z
      .string(f.language)
      .transform(
        (code, context) =>
          languageCode(code) ?? context.addIssue({ code: 'custom', message: f.language }) ?? z.NEVER,
      ),
    timeZone: z.string(f.zone).refine((zone) => zones.has(zone), f.zone),
    joining: z.enum(['open', 'invitation', 'closed'], f.joining),
    staffSecondProof: z.preprocess((value) => value === 'yes', z.boolean()),
    terms: z
      .string()
      .max(LIMITS.terms, { error: ({ input }) => overLimit(w, f.terms, String(input).length) })
      .default(''),
  });
};
