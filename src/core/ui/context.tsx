/** What every page knows while it is being drawn. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Settings } from '../settings.js';
import { GUEST, type Viewer } from '../viewer.js';

export const THEMES = ['system', 'light', 'dark', 'sepia'] as const;
export type Theme = (typeof THEMES)[number];

export interface Surroundings {
  settings: Settings;
  /** Before that there is nothing to lead to. */
  isSetUp: boolean;
  viewer: Viewer;
  theme: Theme;
  /** In which times are shown. IANA. */
  timeZone: string;
  /** Path and query of this page, to come back to. */
  here: string;
  asset(name: string): string;
}

const Context = createContext<Surroundings>({
  settings: Settings.parse({}),
  isSetUp: true,
  viewer: GUEST,
  theme: 'system',
  timeZone: 'UTC',
  here: '/',
  asset: (name) => name,
});

export const SurroundingsProvider = Context.Provider;
export const useSurroundings = (): Surroundings => useContext(Context);
