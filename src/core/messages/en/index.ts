import { account } from './account.js';
import { common } from './common.js';
import { home } from './home.js';
import { imports } from './imports.js';
import { joining } from './joining.js';
import { people } from './people.js';
import { staff } from './staff.js';
import { walk } from './walk.js';
import { works } from './works.js';

export const en = { ...common, account, home, imports, joining, people, staff, walk, works };
