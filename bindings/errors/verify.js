import { addErrors } from '../error.js';
import { VERIFY_ERRORS } from '../errors.js';

/** The class of all errors, for code that can fail with those of the verifier. */
export const TailchatLoginError = addErrors(VERIFY_ERRORS);
