/** Changes as the history keeps them. */
import { z } from 'zod';
import { type Delta, GRAPH_TYPES } from './model.js';

const id = z.int().positive();

const deltas: z.ZodType<Delta[]> = z.array(
  z.discriminatedUnion('on', [
    z.object({ on: z.enum(['canonical', 'unwrangleable']), id, from: z.boolean(), to: z.boolean() }),
    z.object({ on: z.literal('merger'), id, from: id.nullable(), to: id.nullable() }),
    z.object({ on: z.literal('name'), id, from: z.string(), to: z.string() }),
    z.object({ on: z.literal('type'), id, from: z.enum(GRAPH_TYPES), to: z.enum(GRAPH_TYPES) }),
    z.object({ on: z.enum(['parent', 'meta']), id, above: id, added: z.boolean() }),
  ]),
);

export const readDeltas = (stored: unknown): Delta[] => deltas.parse(stored);
