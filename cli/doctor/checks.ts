import type { Check } from './check.js';
import { freeDisk, stateFolder } from './disk.js';
import { loopback } from './loopback.js';
import { nodeVersion } from './node-version.js';
import { postgres, postgresUser } from './postgres.js';
import { go, temporal } from './temporal.js';
import { java, maven } from './time-skipping.js';

/** Everything the stack and the tests want of a machine, in the order it is told. */
export const checks: readonly Check[] = [
  nodeVersion,
  temporal,
  go,
  postgres,
  postgresUser,
  stateFolder,
  freeDisk,
  loopback,
  java,
  maven,
];
