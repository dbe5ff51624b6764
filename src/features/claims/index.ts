/** The room of claims: works of writers who are not here, and what those writers decide about them. */
import type { App } from '../../core/app.js';
import type { Route } from '../../core/http/route.js';
import { archivistRoutes } from './archivist-routes.js';
import { claimRoutes } from './claim-routes.js';

export { writersFor } from './bring.js';
export { claimsLetGo } from './let-go.js';
export { ForOthers, readArchive, readWriters, writeWriters } from './schema.js';

export const claimsRoutes = (app: App): Route[] => [...archivistRoutes(app), ...claimRoutes(app)];
