/** What is known while an OpenDocument text is read. */
import type { XmlElement } from '../../files/xml.js';
import type { Languages } from '../manuscript/languages.js';
import type { Block } from '../manuscript/model.js';
import type { OdtStyles } from './styles.js';

export interface OdtState {
  styles: OdtStyles;
  languages: Languages;
  notes: Map<string, Block[]>;
  seen: Set<'comment' | 'hidden' | 'changes' | 'contents'>;
  /** The `import:KEY` of the picture in a `draw:image`; null when it cannot be had. */
  image(node: XmlElement): string | null;
}
