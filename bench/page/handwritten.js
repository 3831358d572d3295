import { createBegin } from '../handwritten/request.js';
import { checkCallback } from '../handwritten/response.js';

/** @param {any} config @param {any} [platform] */
export const create = (config, platform) => ({
  begin: createBegin(config, platform),
  /** @param {string} url @param {any} transaction */
  check: (url, transaction) => checkCallback(config, url, transaction),
});
