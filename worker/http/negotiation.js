import { LOGIN_HEADER } from '../../bindings/header.js';
import { isLed } from './guards.js';

const JSON_OR_PAGE = new Set(['application/json', 'text/html']);

/** How many entries and characters of a header are read. No browser sends more. The rest is ignored. */
const MOST_RANGES = 32;
const MOST_CHARACTERS = 2048;
/** Of an entry: its range, its weight, and some parameters between. */
const MOST_PARTS = 8;

/**
 * The entries of an Accept or Accept-Language header, the best first (RFC 9110 12.4.2).
 *
 * @param {string | null} header
 */
export function readRanges(header) {
  return (header ?? '')
    .slice(0, MOST_CHARACTERS)
    .split(',', MOST_RANGES)
    .map((entry) => {
      const [range, ...parameters] = entry.split(';', MOST_PARTS).map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { range, quality: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

/**
 * Whether the answer is JSON for a script, or a page for a person. Our own script sends our header. A browser's Fetch
 * Metadata shows whether the request is a navigation. A script that cannot read JSON may repeat its request as a
 * navigation, as Turbo does. For all other clients, the first entry of Accept decides.
 *
 * @param {Request} request
 * @param {boolean} otherwise the result if a client that is not a browser accepts neither
 */
export function wantsJson(request, otherwise) {
  const { headers } = request;
  if (headers.has(LOGIN_HEADER)) return true;
  const led = isLed(request);
  if (!led && headers.has('sec-fetch-dest')) return true;
  const first = readRanges(headers.get('accept')).find(({ range }) => JSON_OR_PAGE.has(range))?.range;
  return first === undefined ? otherwise && !led : first === 'application/json';
}

/**
 * @param {Request} request
 * @returns {'en' | 'zh'}
 */
export function preferredLanguage(request) {
  const ranges = readRanges(request.headers.get('accept-language'));
  const first = ranges.map(({ range }) => range.split('-')[0]).find((tag) => tag === 'en' || tag === 'zh');
  return first === 'zh' ? 'zh' : 'en';
}
