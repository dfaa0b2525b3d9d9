/** The worker process: runs the stories, their ledger work and the sending. */
import { runProcess } from '../runtime/process/run-process.js';
import { startWorker } from './start-worker.js';

runProcess({ name: 'worker', stopTimeoutMs: 14_000, start: (logger) => startWorker(logger) });
