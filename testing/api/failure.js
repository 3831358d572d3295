/**
 * A failure of Tailchat's API: it has no envelope, and the code is also the HTTP status if it is a valid one.
 *
 * @param {number} code
 * @param {string} name
 * @param {string} message
 * @param {string} [type]
 * @param {unknown} [data]
 */
export const failure = (code, name, message, type, data) =>
  Object.assign(new Error(message), { answer: { name, message, code, type, data } });

/** @param {string} field @param {string} type */
export const invalid = (field, type) =>
  failure(422, 'ValidationError', 'Parameters validation error!', 'VALIDATION_ERROR', [
    { type, message: `The '${field}' field is ${type === 'required' ? 'required' : 'not valid'}.`, field },
  ]);

/** The message of mongoose for an invalid id. @param {string} value */
export const castError = (value) =>
  failure(500, 'CastError', `Cast to ObjectId failed for value "${value}" (type string)`);

/** @param {string} [error] */
export const unauthorized = (error) =>
  error === undefined
    ? failure(401, 'UnAuthorizedError', 'You are not authorized', 'NO_TOKEN', { error: 'No Token' })
    : failure(401, 'UnAuthorizedError', 'You are not authorized', 'INVALID_TOKEN', {
        error: `Invalid Token:${error}`,
      });

/** @param {string} action */
export const notFound = (action) =>
  failure(404, 'ServiceNotFoundError', `Service '${action}' is not found.`, 'SERVICE_NOT_FOUND', { action });

/** @param {string} action */
export const notAvailable = (action) =>
  failure(404, 'ServiceNotAvailableError', `Service '${action}' is not available.`, 'SERVICE_NOT_AVAILABLE', {
    action,
  });
