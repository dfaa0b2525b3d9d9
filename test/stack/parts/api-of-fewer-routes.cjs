// The API, started on the stack's configuration without the routes named by WITHOUT (a JSON list). The worker is
// started after it, so that neither has ever heard of them.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const file = process.env.BIDA_CONFIGURATION;
const without = JSON.parse(process.env.WITHOUT);
const { routes, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
writeFileSync(
  file,
  JSON.stringify({ ...rest, routes: routes.filter(({ route }) => !without.includes(route)) }),
);

const dist = join(__dirname, '..', '..', '..', 'dist');
const { startApi } = require(join(dist, 'api', 'start-api.js'));
const { runProcess } = require(join(dist, 'runtime', 'process', 'run-process.js'));

runProcess({ name: 'api', start: (logger) => startApi(logger) });
