/** The API process. */
import { runProcess } from '../runtime/process/run-process.js';
import { startApi } from './start-api.js';

runProcess({ name: 'api', start: (logger) => startApi(logger) });
