import type { Messages } from '../index.js';
import { account } from './account.js';
import { batches } from './batches.js';
import { bulk } from './bulk.js';
import { claims } from './claims.js';
import { common } from './common.js';
import { covers } from './covers.js';
import { creators } from './creators.js';
import { desk } from './desk.js';
import { errors } from './errors.js';
import { find } from './find.js';
import { gifts } from './gifts.js';
import { home } from './home.js';
import { imports } from './imports.js';
import { joining } from './joining.js';
import { keeping } from './keeping.js';
import { leaving } from './leaving.js';
import { letters } from './letters.js';
import { people } from './people.js';
import { preferences } from './preferences.js';
import { pseuds } from './pseuds.js';
import { related } from './related.js';
import { revisions } from './revisions.js';
import { schedule } from './schedule.js';
import { secondFactor } from './second-factor.js';
import { series } from './series.js';
import { skins } from './skins.js';
import { staff } from './staff.js';
import { walk } from './walk.js';
import { works } from './works.js';
import { wrangling } from './wrangling.js';

/** Deutsch; jede Datei hat die Gestalt der englischen. */
export const de: Messages = {
  ...common,
  batches,
  bulk,
  claims,
  account,
  covers,
  creators,
  desk,
  errors,
  find,
  gifts,
  home,
  imports,
  joining,
  keeping,
  leaving,
  letters,
  people,
  preferences,
  pseuds,
  related,
  revisions,
  schedule,
  secondFactor,
  series,
  skins,
  staff,
  walk,
  works,
  wrangling,
};
