/**
 * Importing this makes `<tailchat-login>` known to the page. On a server it does nothing, and where another copy of
 * the package has done it already, that one stays.
 */
import { TailchatLoginElement } from './element.js';

export { TailchatLoginElement };

const NAME = 'tailchat-login';

if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, TailchatLoginElement);
