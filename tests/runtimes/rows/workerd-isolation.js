// Runs many users in one isolate of workerd, some of whose clients disconnect.
import { join } from 'node:path';
import { runNodeTests } from '../node_tests.js';

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'workerd-isolation',
    kind: 'check',
    title: 'workerd',
    timeout: 900_000,
    async run(context) {
      const outcome = await runNodeTests(context, [join(context.folder, 'workerd.cases.js')]);
      return { ...outcome, version: await context.versionOf('workerd'), condition: 'workerd' };
    },
  },
];
