import { addErrors } from '../error.js';
import { VERIFY_ERRORS } from '../errors.js';

/** The class of all errors, for the code that can end with those of the verifier. */
export const TailchatLoginError = addErrors(VERIFY_ERRORS);
