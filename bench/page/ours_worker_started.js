export { login, logout, user } from '../../web/index.js';
