import { addErrors } from '../error.js';
import { STORE_ERRORS } from '../errors.js';

/** The class of all errors, for code that can fail with those of a store. */
export const TailchatLoginError = addErrors(STORE_ERRORS);
