// `npm run fuzz -- --keep`: of what fuzzing has found, the fewest inputs that reach together what all of them reach. They
// are kept beside the seeds that the vectors give, named by their own SHA-1, as libFuzzer names them.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './setup/process.js';

/** What is longer reaches more by chance than by what it says. */
const LONGEST = 512;
const FOUND = /^[0-9a-f]{40}$/;

/**
 * Those kept before are judged anew, so that their number does not only grow.
 *
 * @param {string} program
 * @param {string} seeds the folder to keep them in
 * @param {string} corpus what fuzzing left
 * @param {Record<string, string>} env
 */
export async function keepFewest(program, seeds, corpus, env) {
  mkdirSync(corpus, { recursive: true });
  const before = mkdtempSync(join(corpus, '..', 'before-'));
  for (const name of readdirSync(seeds).filter((one) => FOUND.test(one)))
    renameSync(join(seeds, name), join(before, name));
  // By the places that are reached, and not by how often, nor by what was compared there: those give thousands.
  const options = ['-set_cover_merge=1', '-use_counters=0', '-use_cmp=0', `-max_len=${LONGEST}`];
  const { code, output } = await run(program, [...options, seeds, corpus, before], { quiet: true, env });
  rmSync(before, { recursive: true });
  const kept = readdirSync(seeds).filter((name) => FOUND.test(name)).length;
  say(`${program.split('fuzz_').pop()}: ${kept} inputs kept beside the seeds`);
  if (code !== 0) say(output.slice(-2000));
  return code === 0;
}
