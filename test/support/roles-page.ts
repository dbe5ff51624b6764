/** docs/ROLES.md as the table of rights makes it. */
import { wordsFor } from '../../src/core/messages/index.js';
import { RIGHTS, type Right } from '../../src/core/rights.js';
import { ROLES, type Role } from '../../src/core/viewer.js';

export const ROLES_PAGE = 'docs/ROLES.md';

/** Cells of one width a column, as the formatter of the repository writes them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}

export function rolesPage(): string {
  const { staff } = wordsFor('en');
  const rows = (Object.keys(RIGHTS) as Right[]).map((right) => [
    `\`${right}\``,
    staff.rights[right],
    ...ROLES.map((role) => ((RIGHTS[right] as readonly Role[]).includes(role) ? 'yes' : '')),
  ]);
  return `# Roles

Roles are given to ordinary accounts; an account may have several, and has the rights of all of them. What no role gives is refused, and a page that somebody may not open is not there for them. The table is made from \`src/core/rights.ts\` (\`npm run roles\`), which is what the pages ask.

${table([['right', 'what it lets one do', ...ROLES.map((role) => staff.roles[role].toLowerCase())], ...rows])}

- Host and admin are given and taken by hosts alone; the last host’s role can’t be taken, on a page or at the command line.
- Staff warn, suspend and ban those below them: hosts everybody but hosts, admins those who are neither host nor admin, moderators those who are none of the three. Whoever is to fall must lose the higher role first.
- A **suspended** member reads as before and can’t add, change or delete anything, until the day that they are told. A **banned** one reads, and may delete what is theirs; every session ends with the ban, every role goes, and neither comes back by itself. Both are told why on their page \`/my/notices\`, not by whom. While it lasts a role gives no rights.
- A **warning** stands on every page of its person until they say that they have read it. A **note** is for staff alone.
- What staff do is in the staff log (\`/admin/log\`): who, what, on what, when, why. Nothing is taken out of it. It keeps no names of accounts, only which they are; one that is deleted is shown as such.

At the command line, which is the host’s: \`fanlight user add NAME --email E --role ROLE\`, \`fanlight user role NAME --give ROLE --take ROLE --why TEXT\`, and \`fanlight user role NAME\` to see which there are.
`;
}
