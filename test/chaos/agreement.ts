/** Whether the stories in Temporal say what the ledger says, once everything is at rest. */
import type { Bank } from '../../cli/bank/open-bank.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { openAlarms } from '../../ledger/alarm/raise.js';
import type { Survey } from '../../ledger/notice/survey.js';

/** A story learns what the ledger knows by signal; so long it may take to do so. */
const catchUpMs = 20_000;
/** The sweep looks every ten seconds and takes its time: three of its looks. */
const sweptMs = 40_000;

/** One line a disagreement: references alone. */
export async function disagreements(bank: Bank, { notices }: Survey): Promise<string[]> {
  const lines: string[] = [];
  for (const applicationId of new Set(notices.map((notice) => notice.applicationId))) {
    const owed = notices.filter((notice) => notice.applicationId === applicationId);
    const line = await disagreement(bank, applicationId, owed);
    if (line !== undefined) lines.push(line);
  }
  return [...lines, ...(await alarmsLeft(bank))];
}

/** What the sweep still holds to be broken; what has come right since it looked last is resolved when it looks again. */
async function alarmsLeft({ ledger }: Bank): Promise<string[]> {
  const endsAt = Date.now() + sweptMs;
  for (;;) {
    const broken = (await openAlarms(ledger, 1_000)).filter(({ kind }) =>
      ['workflow-gone', 'workflow-stuck', 'notice-silent'].includes(kind),
    );
    if (broken.length === 0 || Date.now() > endsAt)
      return broken.map(({ kind, subject }) => `alarm ${kind}: ${subject}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function disagreement(
  bank: Bank,
  applicationId: string,
  owed: Survey['notices'],
): Promise<string | undefined> {
  const endsAt = Date.now() + catchUpMs;
  for (;;) {
    const line = await said(bank, applicationId, owed);
    if (line === undefined || Date.now() > endsAt) return line;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function said(bank: Bank, applicationId: string, owed: Survey['notices']): Promise<string | undefined> {
  const story = await bank.stories
    .progress(applicationIdOf(applicationId))
    .catch((failure: unknown) => (failure instanceof Error ? failure : new Error(String(failure))));
  if (story instanceof Error) {
    const cause = story.cause instanceof Error ? story.cause.message : '';
    return `${applicationId}: its story does not answer: ${story.message} ${cause}`;
  }
  if (story === 'closed')
    return owed.every(({ finishedAt }) => finishedAt !== null)
      ? undefined
      : `${applicationId}: the story is closed, a notice is not finished`;
  const told = new Map(story.notices.map((one) => [`${one.stage}/${one.round}`, one.state] as const));
  // A further run of a story that had ended knows its own round alone.
  const other = owed.find(({ stage, round, state, finishedAt }) => {
    const here = told.get(`${stage}/${round}`);
    return here === undefined ? finishedAt === null : here !== state;
  });
  return (
    other &&
    `${applicationId}/${other.stage}/${other.round}: ${other.state} here, ${told.get(`${other.stage}/${other.round}`) ?? 'unknown'} in the story`
  );
}
