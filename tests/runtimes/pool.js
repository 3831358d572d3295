// Runs several rows at a time.

/**
 * Rows with the same port wait for each other. A row that has to wait lets the ones behind it go first.
 *
 * @template {{ port?: number }} Row
 * @template Result
 * @param {ReadonlyArray<Row>} rows
 * @param {number} most at a time
 * @param {(row: Row) => Promise<Result>} run
 * @returns {Promise<Result[]>} in the order of the rows
 */
export async function runAll(rows, most, run) {
  const waiting = rows.map((row, index) => ({ row, index }));
  /** @type {Set<number>} */
  const ports = new Set();
  /** @type {Result[]} */
  const results = [];
  /** @type {Set<Promise<void>>} */
  const running = new Set();

  const start = (/** @type {typeof waiting[number]} */ { row, index }) => {
    if (row.port !== undefined) ports.add(row.port);
    const ended = run(row).then((result) => {
      results[index] = result;
      if (row.port !== undefined) ports.delete(row.port);
      running.delete(ended);
    });
    running.add(ended);
  };

  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(({ row }) => row.port === undefined || !ports.has(row.port));
    if (next !== -1 && running.size < most) start(waiting.splice(next, 1)[0]);
    else await Promise.race(running);
  }
  return results;
}
