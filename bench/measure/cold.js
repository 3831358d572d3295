// In a fresh process: imports one module, and writes the CPU it took.
const [module, begins] = process.argv.slice(2);
const name =
  module === 'empty'
    ? 'data:text/javascript,'
    : module.endsWith('.js')
      ? new URL(`../${module}`, import.meta.url).href
      : module;
const begun = process.cpuUsage();
const imported = await import(name);
if (begins === 'true') {
  const { BASE_URL, configure } = await import('../fixture.js');
  await imported.create(configure()).login(new Request(`${BASE_URL}/auth/login`));
}
const { user, system } = process.cpuUsage(begun);
process.stdout.write(String(user + system));
