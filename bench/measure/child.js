// Runs one job in its own process, started by fork(), and sends the result to the parent.
const [job, options] = process.argv.slice(2);
const { run } = await import(job);
process.send?.(await run(JSON.parse(options)), () => process.exit(0));
