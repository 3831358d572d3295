import { addErrors } from '../error.js';
import { GROUPS_ERRORS } from '../errors.js';

/** The class of all errors, for code that can fail with those of groups. */
export const TailchatLoginError = addErrors(GROUPS_ERRORS);
