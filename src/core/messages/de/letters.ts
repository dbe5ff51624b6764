import type { Messages } from '../index.js';
import { n } from './numbers.js';

export const letters: Messages['letters'] = {
  title: 'Briefe',
  smtp: 'Briefe gehen über den eingestellten Mailserver hinaus.',
  files:
    'Es ist kein Mailserver eingestellt (SMTP_URL), deshalb bleiben Briefe hier als Dateien liegen. Gib selbst weiter, worauf Leute warten.',
  careful:
    'In Briefen stehen Links, die Konten öffnen. Dass du einen liest, steht dann im Protokoll des Teams.',
  none: 'Es gibt keine.',
  failedTitle: 'Nicht zugestellt',
  failed: (count) => `${n(count, 'Brief wurde', 'Briefe wurden')} nicht zugestellt.`,
  faults: {
    refused: 'vom Mailserver der Empfängerin oder des Empfängers abgelehnt',
    unreachable: 'der Mailserver war stundenlang nicht zu erreichen',
  },
  again: 'Noch einmal schicken',
  sentAgain: 'Es wird noch einmal versucht.',
  waiting: (count) => `${n(count, 'Brief wartet', 'Briefe warten')} auf den Versand.`,
  read: 'Lesen',
  remove: 'Löschen',
  removed: 'Gelöscht.',
  back: 'Alle Briefe',
  to: 'An',
  subject: 'Betreff',
  at: 'Geschrieben',
};
