import { createInterface } from 'node:readline/promises';

/**
 * Asks one question after the other, until each answer is good. If the input ends before an answer, the result is
 * undefined.
 */
export function createQuestions({ input = process.stdin, output = process.stdout } = {}) {
  const lines = createInterface({ input, output });
  // Lines that arrive before their question, as from a pipe, wait for it.
  /** @type {string[]} */
  const waiting = [];
  /** @type {((line: string | undefined) => void) | undefined} */
  let asked;
  let ended = false;
  lines.on('line', (line) => {
    if (asked === undefined) waiting.push(line);
    else asked(line);
    asked = undefined;
  });
  lines.on('close', () => {
    ended = true;
    asked?.(undefined);
  });

  const read = () =>
    new Promise((/** @type {(line: string | undefined) => void} */ resolve) => {
      if (waiting.length > 0) resolve(waiting.shift());
      else if (ended) resolve(undefined);
      else asked = resolve;
    });

  return {
    /**
     * @param {string} text
     * @param {string} otherwise the value of an empty answer
     * @param {(answer: string) => string | undefined} [complain] returns the fault of an answer
     * @returns {Promise<string | undefined>}
     */
    async ask(text, otherwise, complain = () => undefined) {
      for (;;) {
        output.write(`${text} (${otherwise}) `);
        const line = await read();
        if (line === undefined) return undefined;
        const answer = line.trim() || otherwise;
        const complaint = complain(answer);
        if (complaint === undefined) return answer;
        output.write(`${complaint}\n`);
      }
    },
    close: () => lines.close(),
  };
}
