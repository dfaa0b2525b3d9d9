// The import table: which room may know which. Each rule carries the reason it exists.
const rooms = [
  'domain',
  'workflows',
  'activities',
  'ledger',
  'worker',
  'client',
  'api',
  'console',
  'cli',
  'simulator',
  'runtime',
];

/** A room may import itself and what is listed; nothing else of ours. */
const table = {
  domain: [[], 'the rules must be provable without a clock, a network or Temporal'],
  ledger: [['domain'], 'the record must not depend on who reads it'],
  runtime: [['domain'], 'configuration, sealing and logging serve every edge and know none'],
  activities: [['domain', 'ledger', 'runtime'], 'what touches the world knows the story only by its ports'],
  client: [['domain', 'ledger', 'runtime'], 'whoever reports a stage must not need the worker'],
  api: [['domain', 'client', 'ledger', 'runtime'], 'the HTTP door is one more user of the client'],
  console: [[], 'the pages know the API by its published description alone'],
  worker: [['domain', 'workflows', 'activities', 'ledger', 'runtime'], 'the worker only puts together'],
  simulator: [[], 'an independent witness shares no code with those it judges'],
};

const forbidden = Object.entries(table).map(([room, [others, reason]]) => ({
  name: `${room}-imports`,
  comment: reason,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: `^(${[...rooms, 'test', 'bench'].join('|')})/`,
    pathNot: [
      `^(${[room, ...others].join('|')})/`,
      ...(room === 'activities' ? ['^workflows/.*ports\\.ts$'] : []),
      ...(room === 'client' ? ['^workflows/.*(messages|ports)\\.ts$'] : []),
    ],
  },
}));

forbidden.push(
  {
    name: 'ports-are-types',
    comment: 'activities and client must not run workflow code: its ports reach them as types alone',
    severity: 'error',
    from: { path: '^activities/' },
    to: { path: '^workflows/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'workflow-sandbox',
    comment:
      'what is not deterministic cannot be replayed: workflows know the domain and Temporal’s own modules',
    severity: 'error',
    from: { path: '^workflows/' },
    to: { pathNot: ['^(workflows|domain)/', 'node_modules/@temporalio/(workflow|common)/'] },
  },
  {
    name: 'no-words-in-stories',
    comment: 'words are rendered where they are sent: no template engine and no text in a workflow',
    severity: 'error',
    from: { path: '^workflows/' },
    to: { path: '^domain/words/', reachable: true },
  },
  {
    name: 'domain-is-pure',
    comment: 'no input, output or clock in the rules',
    severity: 'error',
    from: { path: '^domain/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'console-in-a-browser',
    comment: 'the pages run in a browser, which has none of Node’s own modules',
    severity: 'error',
    from: { path: '^console/.*[.]tsx?$' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'cli-is-the-top',
    comment: 'the command line starts the other rooms; a room that needed it could not be started alone',
    severity: 'error',
    from: { pathNot: '^(cli|test|bench)/' },
    to: { path: '^cli/' },
  },
  {
    name: 'nobody-imports-tests',
    comment: 'tests and benchmarks stand outside the house',
    severity: 'error',
    from: { pathNot: '^(test|bench)/' },
    to: { path: '^(test|bench)/' },
  },
  {
    name: 'no-circles',
    comment: 'two files that need each other are one file',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
);

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
