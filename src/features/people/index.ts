/** The room of people: accounts, sessions, pseuds, roles. */
export { checkPassword } from './account/change.js';
export { AccountFrame, GuardedForm, type Returned } from './account/views.js';
export { AccountFields } from './account-fields.js';
export { createAccount, insertAccount, rememberAdultChoice, startSession } from './actions.js';
export { choosePassword } from './choose-password.js';
export {
  type AccountNote,
  accountNamed,
  type FoundPerson,
  findPeople,
  notesAbout,
  type PeopleQuery,
  personById,
  rolesOf,
  rolesOfPseud,
} from './find-people.js';
export { peopleJobs, peopleSchedule } from './jobs.js';
export { peopleLetGo } from './let-go.js';
export { mayActOn, mayChangeRole } from './policy.js';
export { chooseLanguage } from './preferences/choices.js';
export { type Sender, writeTo } from './preferences/notices.js';
export { iconById, type PseudProfile, profileByAddress, profilesOf } from './pseuds/queries.js';
export { Icon as PseudIcon } from './pseuds/views.js';
export type { Pseud } from './queries.js';
export {
  countAccounts,
  hostPseud,
  pseudByAddress,
  pseudsNamed,
  pseudsOf,
  pseudsOfNames,
  readSession,
} from './queries.js';
export { peopleRoutes } from './routes.js';
export type { NewAccount } from './schema.js';
export { emailKey, newAccount } from './schema.js';
export { takeCode } from './second-factor/codes.js';
export {
  ban,
  giveRole,
  liftBan,
  liftSuspension,
  noteAbout,
  type StaffDeed,
  suspend,
  takeRole,
  warn,
} from './staff-actions.js';
