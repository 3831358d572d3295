// llms.txt: the index of the documents for language models, in the format of llmstxt.org.
import { posix } from 'node:path';

/** The items of an index, with their links from the project's root. @param {string} index @param {string} folder */
const itemsOf = (index, folder) =>
  [...index.matchAll(/^- \[([^\]]+)\]\(([^)]+)\)(.*)$/gm)].map(
    ([, title, target, rest]) => `- [${title}](${posix.join(folder, target)})${rest.replace(/^：/, ': ')}`,
  );

/**
 * @param {{ name: string, description: string }} manifest
 * @param {string} english docs/README.md
 * @param {string} chinese docs/zh-CN/README.md
 */
export function makeLlms({ name, description }, english, chinese) {
  const translated = itemsOf(chinese, 'docs/zh-CN').filter((item) => item.includes('](docs/zh-CN/'));
  return `# ${name}

> ${description}

- [README](README.md): what it is, a complete worker, a page, a server

## Documentation

${itemsOf(english, 'docs').join('\n')}

## Examples

- [Node](examples/node/README.md)
- [Deno](examples/deno/README.md)
- [Bun](examples/bun/README.md)
- [Cloudflare Workers](examples/cloudflare/README.md)
- [Vercel](examples/vercel/README.md)
- [Your own server](examples/self-hosted/README.md): Docker, systemd, Caddy, nginx, Traefik

## 简体中文

- [README](README.zh-CN.md)
${translated.join('\n')}

## Optional

- [Changelog](CHANGELOG.md)
- [Contributing](CONTRIBUTING.md)
`;
}
