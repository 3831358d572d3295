// Paths that try to get past the rules, or out of the site.
const DOTS = ['..', '%2e%2e', '.%2e', '%2E.', '..%00', '%252e%252e', '..%5c', '..\\', '%2e%2e%2f'];
const STARTS = ['/assets/', '/wiki/', '/assets/x/../', '/assets;x/', '/wiki/x//', '/', '//', '/./'];
const ENDS = ['admin/', '/admin/', 'admin', '%61dmin/', 'admin%2f', 'admin/%2e'];

/** Paths that lead to /admin for at least one reader. The rules let nobody in there. */
export const PATHS = new Set([
  ...STARTS.flatMap((start) => DOTS.map((dots) => `${start}${dots}/admin/x`)),
  ...STARTS.flatMap((start) => ENDS.map((end) => `${start}${end}`)),
  '/admin',
  '/admin/',
  '/admin/x?/assets/',
  '/admin/x#/assets/',
  '/assets/..%2fadmin/x',
  '/assets%2f..%2fadmin/x',
  '/assets\\..\\admin\\x',
  '/ADMIN/x',
  '/admin;/assets/x',
  '/%2e/admin/x',
  '/%2fadmin/x',
  '/assets/%0d%0aX-Original-URI:%20/wiki/',
  '/admin%20/x',
  '/admin%09/x',
  '/admin%00/x',
  '/assets/%c0%ae%c0%ae/admin/x',
  '/assets/%ef%bc%8e%ef%bc%8e/admin/x',
]);

/** The smallest number of answers. Otherwise a test whose requests never reach the proxy would pass. */
export const LEAST_PATHS = 120;

/** Return addresses that a login must never lead to. */
export const ELSEWHERE = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%09/evil.example',
  '/%0d/evil.example',
  'https://evil.example',
  'https:evil.example',
  'http://localhost@evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/..//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '@evil.example',
  '.evil.example',
  '%2f%2fevil.example',
  '/%5cevil.example',
];
