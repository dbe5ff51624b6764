/** Figures with their words, in one line. */
import type { ComponentChildren } from 'preact';
import { useWords } from '../messages/index.js';

export const Figures = ({ children }: { children: ComponentChildren }) => <dl class="numbers">{children}</dl>;

/** One figure; the word and what it says stay together when the line breaks. */
export const Figure = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt> <dd>{children}</dd>
  </div>
);

/** A day as the catalogue writes it, and for machines. */
export function Day({ date }: { date: Date }) {
  const w = useWords();
  return <time datetime={date.toISOString().slice(0, 10)}>{w.day(date)}</time>;
}
