/** Keeps what is in force after the configuration file and the files it names, for as long as a process lives. */
import { followFiles } from '../follow/follow-files.js';
import type { Followed, FollowingOptions } from '../follow/follow-files.js';
import { readInForce } from './in-force.js';
import type { ReadConfiguration } from './in-force.js';
import { filesNamedIn } from './read-configuration.js';

export interface FollowOptions<State> extends FollowingOptions {
  /** The configuration file. */
  readonly file: string;
  /**
   * Makes what the process works with out of what was read, beside what is in force until then. All or nothing:
   * what throws leaves nothing behind, and what was in force as it was.
   */
  readonly open: (read: ReadConfiguration, before: State | undefined) => State;
  /** Told after a change is in force. */
  readonly changed?: (now: State, before: State) => void;
}

/**
 * Takes the file as it is now, and follows it from then on.
 * @throws what `open` throws, or a ConfigurationFault, where nothing is in force yet
 */
export function followConfiguration<State>(options: FollowOptions<State>): Followed<State> {
  const { file, open, logger } = options;
  let named: readonly string[] = [];
  return followFiles<State>({
    ...options,
    refused: 'the changed configuration is refused as a whole; what was in force stays',
    files: () => {
      named = filesNamedIn(file) ?? named;
      return [file, ...named];
    },
    read: (before) => {
      const now = readInForce(file);
      const opened = open(now, before);
      logger.info({ configuration: now.version }, 'the configuration is in force');
      return opened;
    },
  });
}
