/**
 * Importing this file defines `<tailchat-login>`. On a server it does nothing. If another copy of the package has defined
 * the element, that definition stays.
 */
import { TailchatLoginElement } from './element.js';

export { TailchatLoginElement };

const NAME = 'tailchat-login';

if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, TailchatLoginElement);
