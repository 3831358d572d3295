import { readVariables } from '../config/config.js';
import { readOrigins } from '../config/option_values.js';
import { readFrom } from '../config/options.js';

/**
 * @typedef {import('../config/options.js').Option} Option
 * @typedef {{ embeddedIn: ReadonlyArray<string> }} PanelsConfig
 */

const MOST_ORIGINS = 32;

/** Origins that a Content-Security-Policy can contain: no IPv6 address, and no character that ends a source. */
const ORIGIN = /^(?:https:\/\/[a-z\d.-]+|http:\/\/(?:localhost|127\.0\.0\.1))(?::\d+)?$/;

/** @param {unknown} value */
function readEmbeddedIn(value) {
  const origins = readOrigins(value);
  if (origins === undefined || origins.length > MOST_ORIGINS) return undefined;
  const isSound = origins.every((origin) => ORIGIN.test(String(origin)));
  return isSound ? Object.freeze([...new Set(origins)]) : undefined;
}

/** @type {ReadonlyArray<Readonly<Option>>} */
const PANELS_OPTIONS = Object.freeze([
  {
    name: 'embeddedIn',
    of: [],
    env: 'TAILCHAT_EMBEDDED_IN',
    required: true,
    rule: `at most ${MOST_ORIGINS} https origins such as https://chat.example (http only for localhost and 127.0.0.1), without a wildcard, comma separated or in an array`,
    read: readEmbeddedIn,
  },
]);

/**
 * @param {unknown} given
 * @param {(option: Option) => string} [label] the option's name in a message
 * @returns {PanelsConfig}
 */
export function readPanelsOptions(given, label) {
  return /** @type {PanelsConfig} */ (readFrom(PANELS_OPTIONS, given, label));
}

/** @type {typeof import('../../types/panels.js').readPanelsEnv} */
export function readPanelsEnv(env) {
  return readPanelsOptions(readVariables(PANELS_OPTIONS, env), ({ env: variable = '' }) => variable);
}
