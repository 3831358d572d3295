/** A server for a site's own pages on Node: the one that `tailchat-login serve` is. */
export { listen } from './listen.js';
