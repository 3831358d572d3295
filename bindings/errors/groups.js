import { addErrors } from '../error.js';
import { GROUPS_ERRORS } from '../errors.js';

/** The class of all errors, for the code that can end with those of groups. */
export const TailchatLoginError = addErrors(GROUPS_ERRORS);
