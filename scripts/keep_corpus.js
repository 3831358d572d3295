// `npm run fuzz -- --keep`: selects the smallest set of fuzzing inputs that together reach the same code as all of them.
// They are stored beside the seeds from the vectors, and named by their SHA-1, as libFuzzer names them.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './setup/process.js';

/** In bytes. A longer input reaches more code by chance than by its meaning. */
const LONGEST = 512;
const FOUND = /^[0-9a-f]{40}$/;

/**
 * The inputs that were kept before are selected again, so that their number can also shrink.
 *
 * @param {string} program
 * @param {string} seeds the folder to keep them in
 * @param {string} corpus the folder that fuzzing filled
 * @param {Record<string, string>} env
 */
export async function keepFewest(program, seeds, corpus, env) {
  mkdirSync(corpus, { recursive: true });
  const before = mkdtempSync(join(corpus, '..', 'before-'));
  for (const name of readdirSync(seeds).filter((one) => FOUND.test(one)))
    renameSync(join(seeds, name), join(before, name));
  // Only the reached places count. Selecting also by their number of visits or by comparisons would keep thousands.
  const options = ['-set_cover_merge=1', '-use_counters=0', '-use_cmp=0', `-max_len=${LONGEST}`];
  const { code, output } = await run(program, [...options, seeds, corpus, before], { quiet: true, env });
  rmSync(before, { recursive: true });
  const kept = readdirSync(seeds).filter((name) => FOUND.test(name)).length;
  say(`${program.split('fuzz_').pop()}: ${kept} inputs kept beside the seeds`);
  if (code !== 0) say(output.slice(-2000));
  return code === 0;
}
