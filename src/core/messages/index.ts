/** All words of the interface. English is the measure; another language has the same shape. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { de } from './de/index.js';
import { en } from './en/index.js';

export type Messages = typeof en;

const catalogues: Record<string, Messages> = { en, de };

/** Languages that the pages can be in, each by its own name. */
export const LANGUAGES: readonly (readonly [code: string, name: string])[] = [
  ['de', 'Deutsch'],
  ['en', 'English'],
];

/** The catalogue of a language, or English. */
export const wordsFor = (language: string): Messages =>
  catalogues[language] ?? catalogues[language.split('-')[0] ?? ''] ?? en;

const Words = createContext<Messages>(en);
export const WordsProvider = Words.Provider;
export const useWords = (): Messages => useContext(Words);
