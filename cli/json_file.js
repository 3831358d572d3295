import { readFileSync } from 'node:fs';

/**
 * Reads a JSON file that a person has written. The error names the line and quotes nothing, because the file may hold passwords.
 *
 * @param {string} file
 * @returns {{ value: any } | { unreadable: string | undefined } | { line: number }} unreadable: the system's code; line:
 *   the first line of the JSON with an error
 */
export function readJsonFile(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    return { unreadable: /** @type {NodeJS.ErrnoException} */ (error).code };
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { line: findLine(text) };
  }
}

/**
 * The first line with an error. Not every engine names it, so this looks for the fewest lines that no text behind them could
 * complete.
 *
 * @param {string} text
 */
function findLine(text) {
  const lines = text.split('\n');
  let complete = 0;
  let broken = lines.length;
  while (broken - complete > 1) {
    const middle = (complete + broken) >> 1;
    if (couldGoOn(lines.slice(0, middle).join('\n'))) complete = middle;
    else broken = middle;
  }
  return broken;
}

/** @param {string} start of a JSON text */
function couldGoOn(start) {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    return Number(position) === start.length || /\b(?:end of JSON|EOF|Unterminated)\b/.test(message);
  }
}
