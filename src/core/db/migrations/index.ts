/** All migrations, in order. A landed one is never changed; a new one is added at the end. */
import { up as theHouse } from './0001-the-house.js';
import { up as importBatches } from './0002-import-batches.js';
import { up as staff } from './0003-staff.js';
import { up as claims } from './0004-claims.js';
import { up as shownPictures } from './0005-shown-pictures.js';
import { up as letters } from './0006-letters.js';
import { up as joining } from './0007-joining.js';
import { up as secondFactor } from './0008-second-factor.js';
import { up as desk } from './0009-desk.js';
import { up as autosaves } from './0010-autosaves.js';
import { up as revisionsAndHours } from './0011-revisions-and-hours.js';
import { up as coCreators } from './0013-co-creators.js';
import { up as giftsAndRelated } from './0014-gifts-and-related.js';
import { up as pseudsAndPreferences } from './0015-pseuds-and-preferences.js';
import { up as workExtras } from './0017-work-extras.js';
import { up as credit } from './0018-credit.js';
import { up as skinsCoversHeaders } from './0019-skins-covers-headers.js';
import { up as tagGraph } from './0020-tag-graph.js';
import { up as findWorks } from './0021-find-works.js';
import { up as readerFilters } from './0022-reader-filters.js';
import { up as findCluster } from './0023-find-cluster.js';
import { up as typesOfTags } from './0024-types-of-tags.js';

export interface Migration {
  name: string;
  up: string;
}

export const migrations: readonly Migration[] = [
  { name: '0001-the-house', up: theHouse },
  { name: '0002-import-batches', up: importBatches },
  { name: '0003-staff', up: staff },
  { name: '0004-claims', up: claims },
  { name: '0005-shown-pictures', up: shownPictures },
  { name: '0006-letters', up: letters },
  { name: '0007-joining', up: joining },
  { name: '0008-second-factor', up: secondFactor },
  { name: '0009-desk', up: desk },
  { name: '0010-autosaves', up: autosaves },
  { name: '0011-revisions-and-hours', up: revisionsAndHours },
  { name: '0013-co-creators', up: coCreators },
  { name: '0014-gifts-and-related', up: giftsAndRelated },
  { name: '0015-pseuds-and-preferences', up: pseudsAndPreferences },
  { name: '0017-work-extras', up: workExtras },
  { name: '0018-credit', up: credit },
  { name: '0019-skins-covers-headers', up: skinsCoversHeaders },
  { name: '0020-tag-graph', up: tagGraph },
  { name: '0021-find-works', up: findWorks },
  { name: '0022-reader-filters', up: readerFilters },
  { name: '0023-find-cluster', up: findCluster },
  { name: '0024-types-of-tags', up: typesOfTags },
];
