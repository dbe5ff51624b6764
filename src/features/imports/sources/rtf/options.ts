import type { ImageCollector } from '../../files/images.js';

/** What was met that a person should be told of. */
export type Seen = 'comment' | 'hidden' | 'changes' | 'contents' | 'picture-beside';

export interface RtfOptions {
  /** For messages. */
  fileName: string;
  images: ImageCollector;
  /** The key of the note that a link of a program's own stands for (`scrivcmt://ID`); null for any other link. */
  noteOfLink?: (target: string) => string | null;
}
