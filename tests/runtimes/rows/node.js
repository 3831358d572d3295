import { runNative } from '../native.js';

/** @type {import('../everywhere.js').Row[]} */
export const rows = ['20', '22', '24', '26'].map((major) => ({
  name: `node-${major}`,
  kind: 'runtime',
  title: 'Node.js',
  run: (context) => runNative(context, context.find(`node${major}/bin/node`), ['app/node.js']),
}));
