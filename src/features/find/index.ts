/** The room of finding. Today: listings by date, from SQL. The index, filters and the query language come to live here. */

export { newestKeys } from './queries.js';
export { findRoutes } from './routes.js';
