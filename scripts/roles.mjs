/** Writes docs/ROLES.md from the table of rights. Run as `npm run roles` after a change of it. */
import { writeFileSync } from 'node:fs';
import { ROLES_PAGE, rolesPage } from '../test/support/roles-page.ts';

writeFileSync(ROLES_PAGE, rolesPage());
console.log(`${ROLES_PAGE} is written.`);
