// One job in a process of its own, by fork(): its result goes to the parent.
const [job, options] = process.argv.slice(2);
const { run } = await import(job);
process.send?.(await run(JSON.parse(options)), () => process.exit(0));
