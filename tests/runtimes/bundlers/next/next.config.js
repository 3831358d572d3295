// The prefix under which a row asks for the site, if any.
export default { basePath: process.env.NEXT_PUBLIC_PREFIX || undefined };
