// The prefix below which a row serves the site, if any.
export default { basePath: process.env.NEXT_PUBLIC_PREFIX || undefined };
