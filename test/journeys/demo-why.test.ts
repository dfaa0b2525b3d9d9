/** What staff are told of each application of the demo, word for word, in both languages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { feed } from '../../cli/demo/feeder.js';
import { playStaff } from '../../cli/demo/staff.js';
import type { FeedEvent } from '../../cli/feed/feed-event.js';
import { explanationPage } from '../../cli/show/explanation-page.js';
import type { Language } from '../../cli/terminal.js';
import { explanationOf } from '../../client/explanation/explanation.js';
import type { ApplicationExplanation, Asked } from '../../domain/explanation/explain.js';
import type { Cause } from '../../domain/explanation/finding.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { isStage } from '../../domain/stage/stage.js';
import { clockworkOf } from '../../runtime/configuration/send-rules.js';
import { bida } from '../cli/commands/command-line.js';
import { demoFeed, demoRests, demoStaff, examples, startDemoStack } from './demo-play.js';
import type { RealStack } from './real-stack.js';
import { keptOf, recordInAnyOrder, withoutWallClock } from './said-of-the-demo.js';
import type { Paragraph } from './said-of-the-demo.js';
import { newStateFolder, removeStateFolder } from './state-folder.js';
import { until } from './until.js';

const languages = ['en', 'zh'] as const;
/** So many times as slow as the demo is shown: what is said must not hang on how busy the machine is. */
const slower = 2;
const unknown = 'LA-9999';
/** A stage that was passed over. */
const skipped: Asked = { stage: 'preliminary-approval' };

/** What passes before the demo rests: looked for from the application's last news before `fromMs` on. */
const moments: readonly { id: string; fromMs: number; cause: Cause; names?: string }[] = [
  { id: 'LA-1004', fromMs: 4_500, cause: 'awaiting-receipt' },
  { id: 'LA-1005', fromMs: 5_700, cause: 'contact-unusable' },
  { id: 'LA-1006', fromMs: 6_075, cause: 'with-staff' },
  { id: 'LA-1022', fromMs: 6_075, cause: 'mail-server-accepted' },
  { id: 'LA-1024', fromMs: 6_375, cause: 'push-unacknowledged' },
  { id: 'LA-1026', fromMs: 6_675, cause: 'outcome-unknown' },
  { id: 'LA-1017', fromMs: 6_900, cause: 'provider-limit' },
  { id: 'LA-1028', fromMs: 6_975, cause: 'not-permitted' },
  { id: 'LA-1008', fromMs: 7_200, cause: 'outcome-unknown' },
  { id: 'LA-1010', fromMs: 7_800, cause: 'contact-unusable' },
  { id: 'LA-1016', fromMs: 19_500, cause: 'nothing-reported' },
  { id: 'LA-1016', fromMs: 28_500, cause: 'held-for-hours' },
  { id: 'LA-1037', fromMs: 36_900, cause: 'held-for-quiet' },
];

/** The stages an application was told to be at, refused reports among them. */
function askedOf(events: readonly FeedEvent[], id: string): Asked[] {
  const stages = new Map<string, Asked>();
  for (const { applicationId, event, round } of events)
    if (applicationId === id && isStage(event))
      stages.set(`${event} ${String(round)}`, { stage: event, ...(round === 1 ? {} : { round }) });
  const all = [...stages.values()];
  // Without a round the newest is meant, so the first must be named where there are two.
  return all.map((one) =>
    one.round === undefined && all.filter(({ stage }) => stage === one.stage).length > 1
      ? { ...one, round: 1 }
      : one,
  );
}

const lineOf = (id: string, { stage, round }: Asked): string =>
  `$ bida why ${id}${stage === undefined ? '' : ` --stage ${stage}`}${round === undefined ? '' : ` --round ${String(round)}`}`;

/** What each application shows, as the page beside the examples has it. */
const shownBy = new Map(
  readFileSync(join(examples, 'README.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, id, shows] = /^\| (LA-\d+) \| (.*?) \|/.exec(line) ?? [];
      return id === undefined || shows === undefined ? [] : [[id, shows] as const];
    }),
);

describe('the demo, asked why', () => {
  const stateDir = newStateFolder();
  const over = new AbortController();
  const paragraphs: Record<Language, Paragraph[]> = { en: [], zh: [] };
  let stack: RealStack;

  const answer = (id: string, asked: Asked = {}): Promise<ApplicationExplanation> => {
    const { ledger, clock, configuration } = stack.bank;
    return explanationOf(
      { ledger, clock, clockwork: clockworkOf(configuration) },
      applicationIdOf(id),
      asked,
    );
  };
  const page = (id: string, answered: ApplicationExplanation, lang: Language): string =>
    withoutWallClock(
      stripVTControlCharacters(
        explanationPage(id, answered, lang, clockworkOf(stack.bank.configuration).timeZone),
      ),
    );
  const keep = (lang: Language, about: string, shows: string, said: string): unknown =>
    paragraphs[lang].push({ about, shows, said });

  /** The whole, then each stage; a stage of which nothing else is said is named alone. */
  async function ask(id: string, questions: readonly Asked[]): Promise<void> {
    const whole = await answer(id);
    const stages: (readonly [Asked, ApplicationExplanation])[] = [];
    for (const asked of questions) stages.push([asked, { ...(await answer(id, asked)), notices: [] }]);
    for (const lang of languages) {
      const plain = page(id, { ...whole, notices: [] }, lang);
      const byStage = stages.map(([asked, answered]) => {
        const said = page(id, answered, lang);
        return `${lineOf(id, asked)}\n${said === plain ? '  (as above)' : said}`;
      });
      const said = [`${lineOf(id, {})}\n${page(id, whole, lang)}`, ...byStage].join('\n\n');
      keep(lang, id, shownBy.get(id) ?? 'not reported by anybody', said);
    }
  }

  /** Waits for a moment of the play, from its report on, and keeps what is said in it. */
  async function listen({ id, cause, names = '' }: (typeof moments)[number]): Promise<() => void> {
    const answered = await until(
      async () => {
        const now = await answer(id);
        return now.explanation.cause === cause && now.explanation.en.cause.includes(names) && now;
      },
      15_000 * slower,
      `${id} is explained as ${cause}`,
    );
    // Both languages of the very same answer.
    return () => {
      for (const lang of languages)
        keep(lang, `${id}, ${cause}`, 'while it was so', `${lineOf(id, {})}\n${page(id, answered, lang)}`);
    };
  }

  beforeAll(async () => {
    const events = await demoFeed(slower);
    // Not before the stack is up, however busy the machine.
    const startsAt = Date.now() + 20_000;
    stack = await startDemoStack(stateDir, startsAt, slower);
    const staff = playStaff(stack.bank, demoStaff, over.signal, slower);
    const heard = moments.map(async (moment) => {
      await new Promise((resolve) => setTimeout(resolve, startsAt + moment.fromMs * slower - Date.now()));
      return listen(moment);
    });
    await feed(stack.bank, events, startsAt, over.signal, () => undefined);
    const passing = await Promise.all(heard);
    await demoRests(stack, Date.now() + 90_000);
    for (const id of [...new Set(events.map(({ applicationId }) => applicationId))].sort())
      await ask(id, [...askedOf(events, id), ...(id === 'LA-1002' ? [skipped] : [])]);
    await ask(unknown, []);
    for (const told of passing) told();
    over.abort();
    await staff;
  }, 400_000);
  afterAll(async () => {
    over.abort();
    await stack.end();
    removeStateFolder(stateDir);
  }, 30_000);

  test.each(languages)('says what is kept of it, word for word (%s)', (lang) => {
    const said = Object.fromEntries(paragraphs[lang].map((one) => [one.about, one.said]));
    expect(Object.keys(said)).toHaveLength(52 + 1 + moments.length);
    const kept = keptOf(lang, paragraphs[lang]);
    const compared = (pages: Record<string, string>) =>
      Object.fromEntries(Object.entries(pages).map(([about, one]) => [about, recordInAnyOrder(one, lang)]));
    expect(compared(said)).toEqual(compared(kept));
  });

  test.each(languages)('is printed so by the command itself (%s)', async (lang) => {
    for (const id of ['LA-1009', unknown]) {
      const { stdout, stderr, status } = await bida(['why', id, '--lang', lang, '--state', stateDir]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const said = paragraphs[lang].find(({ about }) => about === id)?.said;
      // What was said of the stages follows.
      expect(said?.split('\n\n$ ')[0]).toBe(`${lineOf(id, {})}\n${withoutWallClock(stdout).trimEnd()}`);
    }
  });
});
