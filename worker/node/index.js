/** A server on Node for the login and the site's own pages. `tailchat-login serve` uses it. */
export { listen } from './listen.js';
