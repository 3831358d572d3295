/** The message of a popup's last page to the page that opened it. It only says that the login has ended. */
export const ENDED = 'tailchat-login-ended';
