import { paragraphWord } from './paragraph-words.js';
import type { Reading } from './reading.js';
import { runWord } from './run-words.js';

/** Carries out a word in running text: of letters, of paragraphs, of pages and tables. */
export function bodyWord(reading: Reading, name: string, number: number | null): void {
  if (reading.state.destination !== 'body') return;
  if (runWord(reading.state, name, number) || paragraphWord(reading.state.paragraph, name, number)) return;
  switch (name) {
    case 'par':
      reading.paragraphEnds();
      break;
    case 'line':
    case 'lbr':
      reading.state.flow.put({ kind: 'break' });
      break;
    case 'page':
      if (reading.state.flow.hasOpenParagraph) reading.endParagraph();
      reading.state.flow.newPage();
      break;
    case 'sect':
      if (reading.state.flow.hasOpenParagraph) reading.endParagraph();
      reading.state.flow.newSection();
      break;
    case 'sbknone':
    case 'sbkcol':
      reading.state.flow.continueSection();
      break;
    case 'cell':
    case 'nestcell':
      if (reading.state.flow.hasOpenParagraph || name === 'nestcell') reading.endParagraph(true);
      if (name === 'cell') reading.state.flow.endCell();
      break;
    case 'row':
      reading.state.flow.endRow();
      break;
    case 'revised':
      reading.seen.add('changes');
      break;
    case 'deff':
      reading.state.font = number ?? 0;
      break;
  }
}
