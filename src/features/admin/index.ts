/** The host's room: set-up and the desk. */
export { adminRoutes } from './routes.js';
export { setupRoutes } from './setup-routes.js';
export { setupToken } from './setup-token.js';
