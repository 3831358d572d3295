// `npm start`: set-up, build, then a Tailchat stand-in (or the server that TAILCHAT_* names), the worker and the
// demo page, until Ctrl-C. `npm start -- --try`: the same servers, one login over HTTP, and the end.
import { prepare } from './build.js';
import { readEnvironment } from './demo/environment.js';
import { failure, runScript, say } from './setup/process.js';

const HELP = `npm start             a Tailchat stand-in, the worker and a demo page, until Ctrl-C
npm start -- --https  the same over https, with a certificate of this run: the panel is then on another site than the demo
npm start -- --try    one complete login over HTTP; prints each step and the user; exits 0 or 1
npm start -- --help   this text

With TAILCHAT_API_URL, TAILCHAT_CLIENT_ID and TAILCHAT_CLIENT_SECRET set, that server is used instead of the
stand-in. TAILCHAT_BASE_URL, TAILCHAT_ISSUER and TAILCHAT_SESSION_KEYS may be set too. --try then logs in with
TAILCHAT_TRY_EMAIL and TAILCHAT_TRY_PASSWORD.`;

/** @returns {'serve' | 'https' | 'try' | 'help'} */
function readArguments() {
  /** @type {Record<string, 'https' | 'try' | 'help'>} */
  const known = { '--https': 'https', '--try': 'try', '--help': 'help', '-h': 'help' };
  const given = process.argv.slice(2);
  const unknown = given.find((argument) => !(argument in known));
  if (unknown !== undefined) throw failure(`Unknown argument: ${unknown}\n\n${HELP}`, 2);
  const modes = given.map((argument) => known[argument]);
  if (modes.includes('https') && modes.includes('try'))
    throw failure('--try uses plain http: leave --https out', 2);
  return modes.find((mode) => mode === 'help') ?? modes[0] ?? 'serve';
}

/** Ctrl-C reaches this process from the terminal, and once more from npm. The second one changes nothing. */
const untilStopped = () =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
  });

/** A request that Tailchat never answers, or a browser that keeps its connection, must not keep the process alive. */
const endSoon = () => setTimeout(() => process.exit(), 3000).unref();

await runScript(async () => {
  const mode = readArguments();
  if (mode === 'help') {
    console.log(HELP);
    return 0;
  }
  const environment = readEnvironment(process.env, mode);
  await prepare();
  // Imported late, because they need node_modules and dist.
  const { startDemo } = await import('./demo/servers.js');
  const { tryLogin } = await import('./demo/try.js');

  const demo = await startDemo(environment, say);
  try {
    if (mode === 'try') return await tryLogin(demo);
    console.log(demo.welcome);
    await untilStopped();
    say('Stopping');
    return 0;
  } finally {
    endSoon();
    await demo.close();
  }
});
