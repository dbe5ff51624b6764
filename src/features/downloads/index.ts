/** The room of downloads: a work as a file to take along. */
export { downloadName } from './file-name.js';
export { downloadRoutes } from './routes.js';
export { DOWNLOAD_FORMATS, type DownloadFormat, writeDownload } from './write.js';
