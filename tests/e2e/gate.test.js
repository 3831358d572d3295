// Runs the examples of the gate with the real nginx, Caddy and HAProxy.
import { after, before, describe, test } from 'node:test';
import { createContext } from '../runtimes/context.js';
import { CHECKS } from './gate/checks.js';
import { startCaddy, startHaproxy, startNginx } from './gate/proxies.js';
import { startScene } from './gate/scene.js';

const PROXIES = { nginx: startNginx, Caddy: startCaddy, HAProxy: startHaproxy };

for (const [name, start] of Object.entries(PROXIES))
  describe(`the gate behind ${name}`, () => {
    const { context, end } = createContext('');
    /** @type {import('./gate/scene.js').Scene} */
    let scene;
    before(async () => {
      scene = await startScene(start(context));
    });
    after(async () => {
      await scene?.close();
      await end();
    });
    for (const [rule, check] of CHECKS) test(rule, () => check(scene));
  });
