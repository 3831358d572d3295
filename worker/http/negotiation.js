import { LOGIN_HEADER } from '../../bindings/header.js';
import { isLed } from './guards.js';

const JSON_OR_PAGE = new Set(['application/json', 'text/html']);

/** What a header may list before the rest is ignored. */
const MOST_RANGES = 32;

/**
 * The entries of an Accept or Accept-Language header, the best first (RFC 9110 12.4.2).
 *
 * @param {string | null} header
 */
export function readRanges(header) {
  return (header ?? '')
    .split(',', MOST_RANGES)
    .map((entry) => {
      const [range, ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { range, quality: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

/**
 * Whether an answer is JSON, for a script, and not a page, for a person. A script of ours says so by its header. A
 * browser says by Fetch Metadata whether somebody was led here; what a script cannot read it may ask for again as a
 * navigation (Turbo does). All others say it by what they accept first.
 *
 * @param {Request} request
 * @param {boolean} otherwise where a client that is no browser names neither
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
