// `node tests/fuzz/seeds.js` writes tests/fuzz/seeds/ anew: for each target the inputs that tests/vectors/ has
// for it, evenly chosen, as plain text; what fuzzing has found, named by its SHA-1, stays. They are checked in, so that a replay needs nothing but the files.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mergePatch, run } from '../support/vectors.js';

const PER_TARGET = 32;
const FRAMES_PER_OPERATION = 6;
const LARGEST = 1500;

const folder = fileURLToPath(new URL('seeds', import.meta.url));

/** @param {string} operation @returns {any} */
const vectorsOf = (operation) =>
  JSON.parse(readFileSync(new URL(`../vectors/${operation}.json`, import.meta.url), 'utf8'));

/** As `configure` gives it. */
const BASE = 'https://chat.example/open/auth?client_id=tc_000000000000000000000001';

/** Gives what the core would be called with. @type {any} */
const recorder = {
  token: (/** @type {any} */ input) => input,
  userinfo: (/** @type {any} */ input) => input,
};

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {any} input */
function idTokenOf(input) {
  const { header, claims } = input.body_json?.id_token ?? {};
  return header && claims && `${JSON.stringify(header)}\n${JSON.stringify(claims)}`;
}

/** @param {any} extra */
const formOf = (extra) =>
  extra === undefined || typeof extra === 'string' ? extra : new URLSearchParams(extra).toString();

const bytesOf = (/** @type {string} */ hex) => Buffer.from(hex, 'hex');

/** An argument as a line of abi_frames. @param {unknown} value */
function line(value) {
  if (value === undefined) return '-';
  const bytes =
    typeof value === 'string' ? Buffer.from(value) : Buffer.from(/** @type {Uint8Array} */ (value));
  const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (isPlain) return `=${bytes.toString('latin1')}`;
  return `%${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`;
}

/** The frame of an operation's input. @type {Record<string, (input: any) => [unknown[], unknown[]]>} */
const frames = {
  configure: (i) => [
    [Number(i.private_http ?? 0)],
    [i.api_url, i.client_id, i.redirect_uri, i.scope, i.issuer],
  ],
  begin: (i) => [
    [],
    [BASE, i.return_to, i.prompt, i.login_hint, formOf(i.extra_parameters), bytesOf(i.random_hex)],
  ],
  return_to: (i) => [[], [i.return_to]],
  callback({ url, transaction: t, issuer, client_id, now, leeway = 60 }) {
    const kept = [t.state, t.nonce, t.code_verifier, t.redirect_uri, t.return_to, t.issuer, t.client_id];
    return [
      [t.created_at, now, leeway],
      [url, ...kept, issuer, client_id],
    ];
  },
  token: (i) => [
    [i.status, i.now, i.leeway ?? 60],
    [i.content_type, i.body, i.issuer, i.client_id, i.nonce],
  ],
  userinfo: (i) => [
    [i.status, Number(i.private_http ?? 0)],
    [i.content_type, i.body, i.sub, i.api_url],
  ],
};

/** The merged inputs of an operation's vectors, with the body as bytes. @param {string} operation @returns {any[]} */
function inputsOf(operation) {
  const file = vectorsOf(operation);
  return file.vectors.map((/** @type {any} */ vector) => {
    const merged = mergePatch(file.base, vector.input);
    return 'status' in merged ? { ...merged, body: run(recorder, file, vector).body } : merged;
  });
}

/** @param {string} operation */
const framesOf = (operation) =>
  inputsOf(operation).map((input) => {
    const [numbers, texts] = frames[operation](input);
    return [[operation, ...numbers].join(' '), ...texts.map(line)].join('\n');
  });

/** @template T @param {T[]} all @param {number} count */
const evenly = (all, count) =>
  all.filter((_, i) => Math.floor((i * count) / all.length) !== Math.floor(((i - 1) * count) / all.length));

/** Small enough, and nothing that a text file cannot hold. @param {unknown} input */
const isSeed = (input) =>
  typeof input === 'string' && input.length <= LARGEST && /^[\x20-\x7e\n\u00a1-\ud7ff]+$/.test(input);

/** Numbers at the edges of what the two builds convert by different code. */
const OWN_ANSWERS = [
  ...['18446744073709551615', '18446744073709551616', '-9223372036854775808', '-9223372036854775809'],
  ...[
    '99999999999999999999',
    '9007199254740993.0',
    '1e22',
    '1e23',
    '0.1',
    '-0',
    '-0.0',
    '1E+2',
    '5e-324',
    '1e309',
  ],
].map((number) => `{"sub":"0123456789abcdef01234567","nickname":"a","x":${number}}`);

/** @param {string} operation */
function streamInputsOf(operation) {
  const file = vectorsOf(operation);
  return file.vectors.map((/** @type {any} */ vector) => {
    const { body_text, body_json } = mergePatch(file.base, vector.input);
    return body_text ?? JSON.stringify(body_json);
  });
}

/** @type {Record<string, unknown[]>} */
const inputs = {
  callback_url: inputsOf('callback').map(({ url }) => url),
  api_address: inputsOf('configure').flatMap(({ api_url, redirect_uri, issuer }) => [
    api_url,
    redirect_uri,
    issuer,
  ]),
  return_to: inputsOf('return_to').map(({ return_to }) => return_to),
  token_json: inputsOf('token').map(({ body }) => textOf(body)),
  id_token: inputsOf('token').map(idTokenOf),
  api_answers: ['groups', 'users'].flatMap(streamInputsOf),
  request_path: inputsOf('request_path').map(({ path }) => path),
  userinfo: inputsOf('userinfo').flatMap(({ body, body_json }) => [textOf(body), body_json?.avatar]),
};

/** @param {string} target @param {unknown[]} seeds */
function write(target, seeds) {
  mkdirSync(join(folder, target), { recursive: true });
  seeds.forEach((seed, i) =>
    writeFileSync(join(folder, target, `${String(i + 1).padStart(2, '0')}.txt`), String(seed)),
  );
  console.log(`${target}: ${seeds.length}`);
}

/** Frames that no vector has: absent, empty and huge arguments, and numbers of every kind. */
const SECRETS = '~0123456789abcdef0123456789abcdef\n'.repeat(3);
const callbackFrame = (/** @type {string} */ client, times = '1700000000 1700000060 60') =>
  `callback ${times}\n=https://app.example/cb?code=a&state=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY&iss=i\n` +
  `${SECRETS}=https://app.example/cb\n-\n=i\n${client}\n=i\n${client}`;
const OWN_FRAMES = [
  ...['configure 0', 'begin', 'return_to', 'callback 1 1', 'token 200 1', 'userinfo 200'],
  `configure 1\n${'=\n'.repeat(4)}=`,
  'configure 1\n=http://192.168.1.5:11000\n=c\n=http://nas.lan/cb',
  'userinfo 200 1\n=application/json\n={"sub":"a","avatar":"{BACKEND}/a"}\n=a\n=http://192.168.1.5:11000',
  `begin\n${'-\n'.repeat(5)}*9999 ab`,
  `begin\n${'-\n'.repeat(5)}*96 a`,
  `configure\n${'*100000 a\n'.repeat(11)}*100000 a`,
  `begin\n=${BASE}\n*513 /\n=none\n*257 a\n*2049 a\n*96 a`,
  `begin\n=${BASE}\n=/a\n=none\n*256 a\n*1024 a=\n*96 a`,
  'return_to\n*512 /a',
  ...['=tc_1', '=', '-', '*255 c'].map((client) => callbackFrame(client)),
  ...['nan nan nan', '-1 0 60', '1e300 1e300 300', '1700000000 inf inf'].map((times) =>
    callbackFrame('=c', times),
  ),
  'token 200 nan\n=application/json\n*65536 {',
  'token 2147483647 -inf\n=application/json\n*65537 {',
  'userinfo 200\n=application/json\n={"sub":""}\n-\n-',
  'userinfo 200\n=application/json\n={"sub":"a","avatar":"{BACKEND}/a"}\n=a\n-',
  'userinfo -2147483648\n*99999 a\n*99999 a\n*99999 a\n*99999 a',
];

for (const target of readdirSync(folder))
  for (const name of readdirSync(join(folder, target)).filter((one) => one.endsWith('.txt')))
    rmSync(join(folder, target, name));
for (const [target, all] of Object.entries(inputs)) {
  const own = target === 'userinfo' ? OWN_ANSWERS : [];
  write(target, [...evenly([...new Set(all)].filter(isSeed), PER_TARGET), ...own]);
}
const framesOfVectors = Object.keys(frames).flatMap((operation) =>
  evenly([...new Set(framesOf(operation))].filter(isSeed), FRAMES_PER_OPERATION),
);
write('abi_frames', [...framesOfVectors, ...OWN_FRAMES]);
