/** An https address (http only for this machine) as a browser would spell it. @param {string} text */
export function isAddress(text) {
  if (text.length > 2048 || !URL.canParse(text)) return false;
  const url = new URL(text);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.username !== '' || url.password !== '' || (url.href !== text && url.href !== `${text}/`))
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && local);
}

const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/** @param {string} path */
const isOwnPath = (path) =>
  path.startsWith('/') &&
  !path.startsWith('//') &&
  !/[\\\x00-\x1f\x7f]/.test(path) &&
  !DOT_SEGMENT.test(path);

/** Where a login may lead back to, or "/". @param {unknown} text */
export function acceptReturnTo(text) {
  if (typeof text !== 'string' || text.length > 512 || !/^[\x21-\x7e]+$/.test(text)) return '/';
  const path = text.split(/[?#]/, 1)[0];
  try {
    return !text.includes('\\') && isOwnPath(path) && isOwnPath(decodeURIComponent(path)) ? text : '/';
  } catch {
    return '/';
  }
}
