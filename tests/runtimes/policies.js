import assert from 'node:assert/strict';

/** Checks the security headers of a served page. @param {Response} response */
export function assertPolicies({ headers }) {
  assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/);
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'self'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('strict-transport-security'), 'max-age=31536000');
}
