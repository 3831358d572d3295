/** What the last page of a popup tells the page that opened it: the login has ended, and nothing more. */
export const ENDED = 'tailchat-login-ended';
