/**
 * The header that a page's requests to the worker carry, with the value 1. Another site's script cannot send it: that
 * needs a preflight, which fails.
 */
export const LOGIN_HEADER = 'x-tailchat-login';
