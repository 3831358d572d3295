// Requirements on panels: what a frame may and may not do.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'Panels',
    rows: [
      {
        requirement: 'embeddedIn: exact origins that a policy can say, and nothing more',
        test: 'panels/options',
        name: 'refuses "*", and names the option alone',
        mutants: ['panel-origin-with-anything-in-it'],
      },
      {
        requirement: 'a login in a frame starts from a page of ours alone, which a foreign frame cannot show',
        test: 'panels/login',
        name: 'starts only with the secret of that page, which the cookie repeats',
        mutants: ['panel-login-without-its-page', 'panel-login-in-any-frame'],
      },
      {
        requirement:
          'a partitioned session counts for our own pages and for a GET navigation, elsewhere it is nobody',
        test: 'panels/login',
        name: 'is nobody for another panel',
        mutants: ['panel-session-for-everybody', 'panel-session-by-any-method'],
      },
      {
        requirement:
          'the plain session counts where both arrive, and neither opens under the name of the other',
        test: 'panels/login',
        name: 'gives way to the plain one where both arrive, also to one that is nobody',
        mutants: ['panel-session-beside-the-plain-one', 'panel-cookie-sealed-as-the-plain-one'],
      },
      {
        requirement: 'frame-ancestors on all pages of ours is the list',
        test: 'panels/pages',
        name: 'has the listed origins on every page of ours, and nothing else of the policy changes',
        mutants: ['panel-page-for-any-frame'],
      },
      {
        requirement: 'the popup tells its end to our own origin, for its own login alone',
        test: 'panels/pages',
        name: 'that was given up does not change where the next login ends',
        mutants: ['panel-popup-ends-another-login'],
      },
      {
        requirement: 'a login replaces both sessions, a logout clears both',
        test: 'panels/beside',
        name: 'a login replaces both',
        mutants: ['panel-logout-of-one', 'panel-login-beside-another'],
      },
      {
        requirement:
          'a page in a panel asks by itself only where that is shown, once, and believes only our own window',
        test: 'web/panel',
        name: 'asks nothing in a frame of another origin',
        mutants: ['page-believes-any-window', 'page-asks-in-any-frame', 'page-asks-for-ever'],
      },
      {
        requirement: 'who has logged out in a panel is not logged in again without a click',
        test: 'panels/stay_out',
        name: 'a guarded page and the login show the button, and ask nobody',
        mutants: [
          'panel-logs-in-again-after-a-logout',
          'panel-asks-again-after-a-logout',
          'panel-logout-leaves-no-mark',
          'panel-click-leaves-the-mark',
          'panel-page-asks-after-a-logout',
        ],
      },
      {
        requirement: 'both kinds of cookies and every mark together stay within the byte budget',
        test: 'panels/fit',
        name: 'the largest session, the longest logins and the cookies of the site leave no byte too many',
        mutants: ['panel-cookies-in-two-budgets'],
      },
      {
        requirement: 'clickjacking: the pages of a panel can be framed by its Tailchat alone',
        test: 'threats/panels',
        name: 'can be framed by its Tailchat alone: /auth/login?return_to=/ cross-site (row: clickjacking)',
        mutants: ['panel-page-for-any-frame'],
      },
      {
        requirement: 'CSRF from another panel: it is nobody',
        test: 'threats/panels',
        name: 'is nobody for a form of another panel (row: CSRF from another panel)',
        mutants: ['panel-session-by-any-method', 'panel-session-for-everybody'],
      },
      {
        requirement: 'login CSRF by a foreign frame: no login begins, and no callback of another is taken',
        test: 'threats/panels',
        name: 'starts no login in a frame with a guessed secret (row: login CSRF by a foreign frame)',
        mutants: ['panel-login-without-its-page'],
      },
      {
        requirement: 'a popup tells its opener only that it has ended, at our own origin alone',
        test: 'threats/panels',
        name: 'tells its opener nothing but that it has ended, at our own origin alone (row: popup)',
        mutants: ['panel-popup-tells-everybody'],
      },
      {
        requirement: 'a forged message starts nothing that the panel would not ask by itself',
        test: 'threats/panels',
        name: 'believes no message: it asks the worker, whatever was said (row: message forgery)',
        mutants: ['panel-believes-any-window'],
      },
      {
        requirement: 'the gate treats a partitioned session as the login does',
        test: 'panels/beside',
        name: "check lets a partitioned session through as require does, and no other panel's request",
        mutants: ['gate-forgets-the-method-of-a-panel'],
      },
    ],
  },
];
