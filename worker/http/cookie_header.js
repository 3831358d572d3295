/**
 * Finds the cookies whose names begin like ours (RFC 6265bis 5.8.3: `name=value; name=value`). Values are not
 * percent-decoded, because that would allow a second spelling of a sealed value. The search looks for the beginning of
 * the name, so the other cookies of the host cost almost nothing.
 *
 * @param {string} header
 * @param {string} start
 */
export function findCookies(header, start) {
  /** @type {[name: string, value: string][]} */
  const pairs = [];
  for (let at = header.indexOf(start); at !== -1; at = header.indexOf(start, at + start.length)) {
    if (!isPairAt(header, at)) continue;
    const semicolon = header.indexOf(';', at);
    const pair = header.slice(at, semicolon === -1 ? undefined : semicolon);
    const equals = pair.indexOf('=');
    pairs.push(
      equals === -1 ? [trim(pair), ''] : [trim(pair.slice(0, equals)), trim(pair.slice(equals + 1))],
    );
  }
  return pairs;
}

/**
 * @param {string} header
 * @param {number} at
 */
function isPairAt(header, at) {
  let before = at - 1;
  while (isSpace(header[before])) before -= 1;
  return before < 0 || header[before] === ';';
}

/**
 * `String.trim` would also remove no-break spaces. A regular expression that trims the end would take quadratic time.
 *
 * @param {string} text
 */
function trim(text) {
  let [from, to] = [0, text.length];
  while (isSpace(text[from])) from += 1;
  while (to > from && isSpace(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

/** RFC 9110 5.6.3. @param {string | undefined} character */
function isSpace(character) {
  return character === ' ' || character === '\t';
}
