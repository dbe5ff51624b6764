/** The room of works: works, chapters, creators, series, images; visibility.ts is the one law. */
export { insertWork, type NewWork, setCounts } from './actions.js';
export { Blurbs, blurbs, type DrawnBlurb } from './blurb.js';
export { othersBySource, ownBySource, type WorkHere } from './by-source.js';
export { autosaveJobs, autosaveSchedule } from './desk/autosave-routes.js';
export { WorkDocument } from './document.js';
export {
  claimName,
  leaveName,
  refuseName,
  type WaitingName,
  type WriterElsewhere,
} from './elsewhere.js';
export {
  type ChapterWords,
  chapterWords,
  type ListedFacts,
  listedFacts,
  searchableBodies,
  searchableChapters,
} from './facts.js';
export { passGate } from './gate.js';
export { giveImported } from './gifts/actions.js';
export type { WorkHeader } from './header.js';
export { worksJobs, worksSchedule } from './jobs.js';
export { COMMON_LANGUAGES, languageCode, languageName } from './languages.js';
export { worksLetGo } from './leaving/let-go.js';
export { leavingRoutes } from './leaving/routes.js';
export { dropImages, imageBytes, type NewImage, storeImage } from './media.js';
export { type ChapterInput, prepareChapters, prepareHeader } from './prepare.js';
export { countWorks, workHeader } from './queries.js';
export { importedLinks, type RelatedLink } from './related/links.js';
export { placeImported } from './related/place.js';
export { worksRoutes } from './routes.js';
export { emptyFields, fieldFaults, readWorkForm, WorkFields } from './schema.js';
export { sourceChapter, sourceKey } from './source-key.js';
export { sweepPictures } from './sweep-pictures.js';
export { workDocument } from './to-document.js';
export { type Preview, previewUpdate, updateFromFile } from './update-from-file.js';
export { listed, visible } from './visibility.js';
export { WORK_FORM_SCRIPTS, WorkFieldsForm } from './work-form.js';
