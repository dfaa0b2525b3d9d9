/** The send rules as they are now: a bank's holiday file may change while notices are held. */
import { statSync } from 'node:fs';
import type { SendRules } from '../domain/policy/send-rules.js';
import type { Clock } from '../runtime/clock/clock.js';
import type { Configuration } from '../runtime/configuration/configuration-schema.js';
import { namesFile } from '../runtime/configuration/holidays.js';
import { readSendRules } from '../runtime/configuration/send-rules.js';
import type { Logger } from '../runtime/logging/logger.js';

/** The file is looked at again after this at the earliest. */
const lookAgainMs = 1_000;

/**
 * Answers the rules, read anew when the holiday file has changed. A file that is no longer right is
 * told of in the log, and the rules in force stay: a calendar must not vanish over a typing error.
 * @throws ConfigurationFault at first, where there are no rules to stay with
 */
export function currentRules(configuration: Configuration, clock: Clock, logger: Logger): () => SendRules {
  const { holidays } = configuration.calendar;
  let rules = readSendRules(configuration);
  if (!namesFile(holidays)) return () => rules;
  let seen = changeOf(holidays);
  let lookedAt = clock.now();
  return () => {
    if (clock.now() - lookedAt < lookAgainMs) return rules;
    lookedAt = clock.now();
    const now = changeOf(holidays);
    if (now === seen) return rules;
    seen = now;
    try {
      rules = readSendRules(configuration);
      logger.info({ calendar: rules.days.version }, 'the holiday file has changed and is in force');
    } catch (failure) {
      logger.error({ err: failure }, 'the changed holiday file cannot be used; the calendar in force stays');
    }
    return rules;
  };
}

/** Tells one state of a file from another; a file that is gone is one too. */
function changeOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
}
