import { runNative } from '../native.js';

const PERMISSIONS = ['--no-prompt', '--allow-net=127.0.0.1', '--allow-env'];

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'deno',
    kind: 'runtime',
    title: 'Deno',
    run: (context) => runNative(context, context.find('.bin/deno'), ['run', ...PERMISSIONS, 'app/deno.js']),
  },
];
