export { finish, start } from '../../web/index.js';
