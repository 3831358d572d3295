import { addErrors } from '../error.js';
import { GATE_ERRORS } from '../errors.js';

/** The class of all errors, for the code that can end with those of the gate. */
export const TailchatLoginError = addErrors(GATE_ERRORS);
