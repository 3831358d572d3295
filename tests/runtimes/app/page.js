// A page that imports the package's entry for pages by name. It loads the core for the vectors from the installed package
// by its path: the same module as `start` loads.
import { finish, login, logout, start, user } from 'tailchat-login/web';
import { loadAuthorization } from '../node_modules/tailchat-login/bindings/wasm/browser.js';
import { loginError } from '../node_modules/tailchat-login/web/error.js';
import { relevant, run } from '../../support/vectors.js';

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const getJson = async (/** @type {string} */ path) => (await fetch(path)).json();

/** @param {string} id @param {() => unknown} work its result is shown in the element */
async function show(id, work) {
  element(id).textContent = '';
  try {
    element(id).textContent = JSON.stringify(await work());
  } catch (error) {
    element('error').textContent = /** @type {{ code?: string }} */ (error).code ?? String(error);
  }
}

/** @param {string} id @param {() => unknown} work */
const onClick = (id, work) => element(id).addEventListener('click', work);

async function runVectors() {
  const core = await loadAuthorization((code, details) => Object.assign(loginError(code), details));
  /** @type {Record<string, unknown[]>} */
  const outcomes = {};
  for (const file of await getJson('/vectors.json'))
    outcomes[file.operation] = file.vectors.map((/** @type {any} */ vector) =>
      relevant(run(core, file, vector), vector.expect),
    );
  return outcomes;
}

onClick('login', () => login());
onClick('start', () => show('who', async () => start(await getJson('/config.json'))));
onClick('logout', () =>
  show('who', async () => {
    await logout();
    return user();
  }),
);
onClick('vectors', () => show('outcomes', runVectors));
onClick('worker', () =>
  show('outcomes', async () => {
    const controlled = new Promise((resolve) => (navigator.serviceWorker.oncontrollerchange = resolve));
    await navigator.serviceWorker.register('/sw.js');
    await controlled;
    return 'controlled';
  }),
);
show('who', async () => (await finish()) ?? (await user()));
