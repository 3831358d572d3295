import { addErrors } from '../error.js';
import { GATE_ERRORS } from '../errors.js';

/** The class of all errors, for code that can fail with those of the gate. */
export const TailchatLoginError = addErrors(GATE_ERRORS);
