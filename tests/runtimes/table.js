/** @typedef {import('./everywhere.js').Result} Result */

const HEADINGS = ['row', 'version', 'condition', 'tests', 'ms', ''];

/** @param {Result[]} results */
export function printTable(results) {
  const lines = [HEADINGS, ...results.map(describe)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
  const failed = results.filter(({ outcome }) => outcome.failures.length > 0);
  console.log(`${results.length} rows, ${failed.length} failed`);
}

/** @param {Result} result */
function describe({ row, outcome, milliseconds }) {
  const { version = '', condition = '', tests, failures } = outcome;
  const verdict = failures.length ? `FAILED (${failures.length})` : 'ok';
  return [row.name, version, condition, String(tests), milliseconds.toFixed(0), verdict];
}
