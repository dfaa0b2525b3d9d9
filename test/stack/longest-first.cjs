/**
 * The order of the test files: those that start whole stacks come first, so that none is left to run alone at the
 * end. Jest's own order goes by size where it has no memory of earlier runs, and a journey's file is small.
 */
const long = [
  '/test/chaos/',
  '/test/bench/',
  '/test/journeys/',
  '/test/browser/',
  '/test/cli/commands/',
  '/test/activities/send/every-code/',
  '/test/cli/',
];

const place = ({ path }) => {
  const found = long.findIndex((folder) => path.includes(folder));
  return found === -1 ? long.length : found;
};

module.exports = class LongestFirst {
  sort(tests) {
    const size = new Map(tests.map((test) => [test, test.context.hasteFS.getSize(test.path) ?? 0]));
    return [...tests].sort((one, other) => place(one) - place(other) || size.get(other) - size.get(one));
  }
  shard(tests) {
    return tests;
  }
  allFailedTests(tests) {
    return tests;
  }
  cacheResults() {}
};
