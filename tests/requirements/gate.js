// Requirements on the gate: its answers to a proxy, and the forgeries that must not change them.

/** @type {import('../../scripts/vocabulary/requirements.js').Section[]} */
export default [
  {
    title: 'The gate',
    rows: [
      {
        requirement: 'what is asked about: each route reads its own headers, each exactly once',
        test: 'gate/proxy',
        name: 'check reads its own headers alone, and is 400 with a line where one is missing, repeated or malformed',
        mutants: [
          'gate-reads-the-other-set',
          'gate-takes-any-origin',
          'gate-takes-a-repeated-method',
          'gate-takes-a-repeated-uri',
        ],
      },
      {
        requirement: 'what is asked about: a browser that asks itself is told nothing, and fills no log',
        test: 'gate/proxy',
        name: 'check: a browser that asks itself is 400, and lines about it are bounded',
        mutants: ['gate-lines-without-end'],
      },
      {
        requirement: 'sessions: one question is one look at the session, whatever the answer',
        test: 'gate/proxy',
        name: 'the session is read once, whoever asks and whatever comes of it',
        mutants: ['gate-reads-the-session-twice'],
      },
      {
        requirement: 'paths: what programs read differently is refused before rules',
        test: 'gate/proxy',
        name: 'check refuses a path that programs read differently, whatever the rules say',
        mutants: [
          'gate-judges-the-path-as-written',
          'path-with-plain-dots',
          'path-with-an-escaped-slash',
          'path-with-an-escape-within',
          'path-with-a-parameter-behind-dots',
        ],
      },
      {
        requirement: 'the guide: the role moves from one to the other, and so does the wiki behind nginx',
        test: 'gate/walk',
        name: 'the role moves from Alice to Bob, and so does the wiki',
        mutants: ['gate-takes-a-member-for-a-role'],
      },
      {
        requirement: 'Envoy: the path as it was sent decides, and no other route answers',
        test: 'gate/ext_authz',
        name: 'judges the path as it was sent, and answers no other route for it',
        mutants: ['envoy-asks-by-the-resolved-path', 'envoy-asks-another-route-by-dots'],
      },
      {
        requirement: 'Envoy: a path behind the route is a question only with the option',
        test: 'gate/ext_authz',
        name: 'is not answered by its path without the option, nor where nobody knows the path as it was sent',
        mutants: ['envoy-asks-without-the-option', 'envoy-asks-without-a-path-as-sent'],
      },
      {
        requirement: 'Envoy: 200 lets in, with every header',
        test: 'gate/ext_authz',
        name: 'is answered 200 where the rules let in, with every header',
        mutants: ['envoy-is-told-204'],
      },
      {
        requirement: 'answers: nobody is taken for another in a crowd, and nobody keeps a role that moved on',
        test: 'isolation/gate_crowd',
        name: 'everybody is himself, with the roles of the moment',
        mutants: ['gate-keeps-an-old-name', 'gate-keeps-one-answer-for-all'],
      },
      {
        requirement: 'answers: what is kept of an answer is for the same user with the same groups',
        test: 'gate/proxy',
        name: 'names the user by the session at hand, also where another one of the same user was here before',
        mutants: ['gate-keeps-an-old-name'],
      },
      {
        requirement: 'answers: check never redirects',
        test: 'gate/proxy',
        name: 'check never redirects, and says no more than the status',
        mutants: ['gate-redirects-nginx'],
      },
      {
        requirement: 'rules: what meets none is refused',
        test: 'gate/proxy',
        name: 'check lets in whom the first rule that is met lets in',
        mutants: ['gate-lets-in-without-a-rule'],
      },
      {
        requirement: 'rules: the first that a request meets decides, by whole segments',
        test: 'gate/rules',
        name: 'the first that a request meets decides',
        mutants: ['gate-rule-by-parts-of-names', 'gate-last-rule-decides'],
      },
      {
        requirement: 'rules: a slip ends the start',
        test: 'gate/rules',
        name: 'refuse an unknown member, and name the rule and the member',
        mutants: [
          'gate-rule-of-unknown-members',
          'gate-rule-for-nobody',
          'gate-rule-with-null-for-a-list',
          'gate-rule-never-reached',
        ],
      },
      {
        requirement: 'rules: rules and login fit together',
        test: 'gate/rules',
        name: 'a gate refuses rules that are wrong, groups that nobody gave, and a host that is not its own',
        mutants: ['gate-rule-for-another-host', 'gate-rule-of-groups-without-groups'],
      },
      {
        requirement: 'groups: who loses a role is out',
        test: 'gate/judge',
        name: 'a role is given and taken away, and the page follows within cacheSeconds',
        mutants: ['gate-takes-a-member-for-a-role'],
      },
      {
        requirement: 'groups: who is banned is out, and is led nowhere',
        test: 'gate/judge',
        name: 'a banned or deleted user is nobody within cacheSeconds, and is led nowhere',
        mutants: ['gate-leads-the-banned-in-a-circle', 'gate-does-not-ask-for-bans'],
      },
      {
        requirement: 'groups: nobody is let in by not knowing',
        test: 'gate/judge',
        name: 'where Tailchat says nothing of',
        mutants: ['gate-lets-in-by-not-knowing', 'gate-names-whom-nobody-knows'],
      },
      {
        requirement: 'the program is told no more than its rules ask',
        test: 'gate/judge',
        name: 'the program is told of the groups and roles that rules name, and of no other',
        mutants: ['gate-tells-of-all-groups'],
      },
      {
        requirement: 'assertions: of the last minute, by this gate, for this program',
        test: 'gate/assertion',
        name: 'is refused once it has expired, before it is made, for another program and by another gate',
        mutants: ['assertion-for-any-program', 'assertion-of-any-gate', 'assertion-that-lives-on'],
      },
      {
        requirement: 'assertions: who verifies says for which program',
        test: 'gate/assertion',
        name: 'is never verified without iss and aud',
        mutants: ['assertion-without-aud'],
      },
      {
        requirement: 'assertions: no private key is published',
        test: 'gate/assertion',
        name: 'the first key signs, all are published, and a verifier finds a new one',
        mutants: ['assertion-keys-with-their-secret'],
      },
      {
        requirement: 'sessions: a proxy that drops cookies is led through, once',
        test: 'gate/lead',
        name: 'is led through a route of ours once, where the line was dropped',
        mutants: ['gate-leads-in-a-circle'],
      },
      {
        requirement: 'the way back: own paths alone',
        test: 'gate/lead',
        name: "renew leads to the site's own paths alone, and not to a route",
        mutants: ['gate-renews-to-anywhere'],
      },
      {
        requirement: 'sessions: a renewal takes nobody to another page',
        test: 'gate/lead',
        name: 'is not led where the way back would end on another page',
        mutants: ['gate-leads-to-another-page'],
      },
      {
        requirement: 'files: the rules apply to them too, and no cache gives them to others',
        test: 'node/site',
        name: 'of one user are kept by no proxy',
        mutants: ['gate-files-for-everybody', 'gate-files-in-a-shared-cache'],
      },
      {
        requirement: 'cookies: each host is told the names of its own',
        test: 'commands/gate',
        name: 'names the cookies of the host that it explains',
        mutants: ['gate-explains-the-first-host'],
      },
      {
        requirement: 'explanations: --explain says what the gate answers',
        test: 'commands/gate',
        name: 'says what the gate answers to a banned user, for a group that the bot does not see, and elsewhere',
        mutants: ['gate-explains-without-bans', 'gate-explains-a-foreign-origin'],
      },
    ],
  },
];
