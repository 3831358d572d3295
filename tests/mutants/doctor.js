// Mutants of the doctor: each merges two findings.
const doctor = ['doctor/doctor'];
const gateways = ['gateways'];
const certificates = ['certificate'];
const languages = ['texts/languages'];

/** @type {import('../../scripts/mutants/list.js').Mutant[]} */
export default [
  {
    name: 'doctor-takes-any-page-for-the-login-page',
    find: 'if (form?.login) {',
    replace: 'if (answer.status) {',
    kill: gateways,
    only: 'only /chat/\\* is routed',
    why: 'exit code 0 only where a login would work',
  },
  {
    name: 'doctor-does-not-ask-core',
    find: 'const answer = await made_up();',
    replace: "const answer = { ...(await made_up()), fault: undefined, status: 500, text: 'EntityError' };",
    kill: gateways,
    only: 'behind a login page that is shown',
    why: 'a login page is shown while core hangs',
  },
  {
    name: 'doctor-blames-the-gateway-for-the-stores',
    in: 'checkStores',
    find: "if (answer.fault === 'deadline_exceeded') {",
    replace: "if (answer.fault === 'response_too_large') {",
    kill: doctor,
    only: 'it is the stores',
    why: 'Redis or MongoDB hanging is no fault of the gateway',
  },
  {
    name: 'doctor-does-not-see-a-stripped-open',
    find: 'if (isDiscovery(await visit.twice())) {',
    replace: 'if (false) {',
    kill: gateways,
    only: 'takes /open off',
    why: 'a gateway that strips /open has advice of its own',
  },
  {
    name: 'doctor-tells-one-fault-of-the-address',
    find: 'say.all(faults.map(([text]) => text))',
    replace: 'faults[0][0]',
    kill: doctor,
    only: 'told together',
    why: 'faults of one gateway are told together',
  },
  {
    name: 'doctor-sets-issuer-to-a-sample',
    find: 'if (isDefault(theirs) || (isSample(theirs) && !isSample(issuer))) {',
    replace: 'if (false) {',
    kill: gateways,
    only: 'API_URL is not set',
    why: 'issuer is never to be 127.0.0.1',
  },
  {
    name: 'doctor-takes-a-private-ca-for-a-short-chain',
    find: 'if (namesIssuer)',
    replace: 'if (alone)',
    kill: certificates,
    only: 'of a private CA, alone',
    why: 'NODE_EXTRA_CA_CERTS is the way out, not fullchain.pem',
  },
  {
    name: 'doctor-passes-over-the-environment',
    in: 'judgeEnvironment',
    find: 'if (faults.length > 0) {',
    replace: 'if (faults.length > MOST) {',
    kill: gateways,
    only: 'is refused here as there',
    why: 'what serve refuses is no healthy deployment',
  },
  {
    name: 'doctor-asks-one-internal-address',
    find: '[API, api, judgeApi],',
    replace: '',
    kill: gateways,
    only: 'the wrong way round',
    why: 'inside a compose network they are two ports',
  },
  {
    name: 'doctor-shows-who-logged-in',
    find: 'say.has(name, Reflect.get(user, name) !== undefined)',
    replace: 'String(Reflect.get(user, name))',
    kill: gateways,
    only: 'runs a whole login',
    why: 'what came is said, and not shown',
  },
  {
    name: 'doctor-json-in-the-language-of-the-terminal',
    find: 'values.json ? undefined : findings',
    replace: 'findings',
    kill: languages,
    only: 'its JSON English',
    why: 'a program reads the same text everywhere',
  },
];
