/** Pages made of several rooms: the front page, and the small files that every site has. */
export { homeRoutes } from './routes.js';
