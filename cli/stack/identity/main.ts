/** The process of the embedded identity provider. */
import { createServer } from 'node:http';
import { ConfigurationFault } from '../../../runtime/configuration/configuration-fault.js';
import { runProcess } from '../../../runtime/process/run-process.js';
import type { RunningPart } from '../../../runtime/process/run-process.js';
import { identityProvider } from './provider.js';
import { notInProduction } from './not-in-production.js';

async function startIdentity(): Promise<RunningPart> {
  const fault = notInProduction(process.env);
  if (fault !== undefined) throw new ConfigurationFault([fault]);
  const {
    BIDA_IDENTITY_PORT: port = '',
    BIDA_IDENTITY_STATE_DIR: stateDir = '',
    BIDA_IDENTITY_REDIRECT_BASE: redirectBase = '',
  } = process.env;
  const server = createServer(identityProvider(stateDir, `http://127.0.0.1:${port}`, redirectBase));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), '127.0.0.1', resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

runProcess({
  name: 'identity',
  start: (logger) => {
    logger.warn('FOR DEVELOPMENT ONLY: whoever reaches this identity provider is whoever they say they are');
    return startIdentity();
  },
});
