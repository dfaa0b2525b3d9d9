/** Hears what a run is judged by: the ledger, the provider's own log, and what was fed. */
import { surveyAll } from '../../ledger/notice/survey.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { readSendRules } from '../../runtime/configuration/send-rules.js';
import type { LogEntry } from '../../simulator/log-entry.js';
import type { Bank } from '../bank/open-bank.js';
import type { Reported } from './feeder.js';
import type { Witnesses } from './judge.js';

export async function hearWitnesses(
  bank: Bank,
  simulatorUrl: string,
  fed: readonly Reported[],
  survey?: Survey,
): Promise<Witnesses> {
  return {
    fed,
    survey: survey ?? (await surveyAll(bank.ledger)),
    providerLog: await readLog(simulatorUrl),
    rules: readSendRules(bank.configuration),
    policies: bank.configuration.policies,
    at: Date.now(),
  };
}

/** Nothing is sending or awaiting; what is held is waited for where its window opens before `until`. */
export function atRest(survey: Survey, until: number): boolean {
  if (survey.toBeTold > 0) return false;
  return survey.notices.every(
    (notice) =>
      notice.finishedAt !== null ||
      notice.state === 'with-staff' ||
      (notice.state === 'held' && notice.waitingFor !== 'workflow' && (notice.waitingUntil ?? 0) > until),
  );
}

/** Tells the simulated providers how to behave. */
export async function setRules(simulatorUrl: string, rules: unknown): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/control/rules`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(`the simulator refused the rules: ${await answer.text()}`);
}

/** The provider's whole log, a page at a time. */
export async function readLog(simulatorUrl: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (;;) {
    const answer = await fetch(`${simulatorUrl}/control/log?after=${String(entries.at(-1)?.n ?? 0)}`);
    const page = ((await answer.json()) as { entries: LogEntry[] }).entries;
    if (page.length === 0) return entries;
    entries.push(...page);
  }
}
