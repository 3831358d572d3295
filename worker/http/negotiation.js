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
 * Only who names JSON gets it: a browser names HTML, and what names neither is shown a page.
 *
 * @param {Request} request
 */
export function prefersJson(request) {
  const known = ['application/json', 'text/html'];
  const first = readRanges(request.headers.get('accept')).find(({ range }) => known.includes(range));
  return first?.range === 'application/json';
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
