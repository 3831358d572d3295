import { runNative } from '../native.js';

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'bun',
    kind: 'runtime',
    title: 'Bun',
    run: (context) => runNative(context, context.find('.bin/bun'), ['app/bun.js']),
  },
];
