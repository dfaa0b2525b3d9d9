/** `bida webhooks`: where the loan system is pushed what it must hear, what it has not taken, and replays of it. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { replayWebhooks } from '../../client/webhook/replay.js';
import type { ReplayGiven } from '../../client/webhook/replay.js';
import { endpointStandings } from '../../client/webhook/state.js';
import type { EndpointStanding } from '../../client/webhook/state.js';
import { undeliveredBehind } from '../../ledger/webhook/undelivered.js';
import type { Undelivered } from '../../ledger/webhook/undelivered.js';
import { announcementInWords } from '../show/announcement-words.js';
import { colours, languageOf, print, UsageFault } from '../terminal.js';
import type { Language } from '../terminal.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface UndeliveredArguments extends StackArguments {
  readonly endpoint?: string;
  readonly only?: Undelivered['state'];
  readonly limit: string;
}
interface ReplayArguments extends StackArguments {
  readonly staff: string;
  readonly endpoint?: string;
  readonly id?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

const examples = `
Examples:
  bida webhooks
  bida webhooks undelivered --only given-up
  bida webhooks replay --endpoint loan-system --from 2026-11-02T09:00:00+08:00 --to 2026-11-02T12:00:00+08:00 --staff wang.wei
  bida webhooks replay --id 6f2c…  --staff wang.wei

A replay sends it under the same id, so that whoever had it before knows it again.`;

/** Adds `bida webhooks` and what is under it. */
export const addWebhooks = (program: Command): Command => {
  const webhooks = withStackOptions(program.command('webhooks'))
    .description('the loan system’s endpoints: whether they take what they are sent, and what they are owed')
    .addHelpText('after', examples)
    .action(async (given: StackArguments) => {
      const endpoints = await withBank(given, endpointStandings);
      const lang = languageOf(given.lang);
      print(given.json, { endpoints }, () =>
        endpoints.length === 0
          ? { en: 'no endpoint is configured', zh: '未配置推送端点' }[lang]
          : endpoints.map((one) => endpointLine(one, lang)).join('\n'),
      );
    });
  withStackOptions(webhooks.command('undelivered'))
    .description('what was not taken as yet, or given up, in the order of the queue')
    .option('--endpoint <name>', 'of one endpoint')
    .addOption(
      new Option('--only <state>', 'what is still tried, or what is not').choices(['pending', 'given-up']),
    )
    .option('--limit <number>', 'at most so many', '100')
    .action(async (_own: unknown, command: Command) => {
      const given = command.optsWithGlobals<UndeliveredArguments>();
      const { endpoint, only: state, limit } = given;
      if (!/^[1-9]\d{0,3}$/.test(limit)) throw new UsageFault('--limit: expected 1 to 9999');
      const filter = {
        ...(endpoint === undefined ? {} : { endpoint }),
        ...(state === undefined ? {} : { state }),
      };
      const undelivered = await withBank(given, ({ ledger }) =>
        undeliveredBehind(ledger, filter, { most: Number(limit) }),
      );
      const lang = languageOf(given.lang);
      print(given.json, { undelivered }, () =>
        undelivered.length === 0
          ? { en: 'everything was taken', zh: '全部已接收' }[lang]
          : undelivered.map((one) => undeliveredLine(one, lang)).join('\n'),
      );
    });
  withStackOptions(webhooks.command('replay'))
    .description('send webhooks once more: by their ids, or what an endpoint is told of in a span of time')
    .requiredOption('--staff <account>', 'who orders it: the account of a member of staff')
    .option('--endpoint <name>', 'to one endpoint')
    .option('--id <id...>', 'these')
    .option('--from <time>', 'what occurred since then: an ISO time with its offset')
    .option('--to <time>', 'and before then')
    .action(async (_own: unknown, command: Command) => {
      const given = command.optsWithGlobals<ReplayArguments>();
      const { endpoint, staff: staffRef } = given;
      const order = {
        ...(endpoint === undefined ? {} : { endpoint }),
        choice: choiceOf(given),
        staffRef,
      };
      const replayed = await withBank(given, (bank) => replayWebhooks(bank, order));
      print(
        given.json,
        { replayed },
        () => ({ en: `${replayed} are sent once more`, zh: `将重推 ${replayed} 条` })[languageOf(given.lang)],
      );
    });
  return webhooks;
};

function choiceOf({ id, from, to }: ReplayArguments): ReplayGiven['choice'] {
  if ((id === undefined) === (from === undefined && to === undefined))
    throw new UsageFault('expected either --id or --from and --to');
  return id === undefined ? { from: instantOf('--from', from), to: instantOf('--to', to) } : { ids: id };
}

function instantOf(option: string, text = ''): number {
  const at = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new UsageFault(`${option}: expected an ISO time with its offset`);
  return at;
}

const stateWords: Readonly<Record<EndpointStanding['state'], Readonly<Record<Language, string>>>> = {
  new: { en: 'not taken up yet', zh: '尚未启用' },
  flowing: { en: 'flowing', zh: '正常' },
  failing: { en: 'failing', zh: '异常' },
  gone: { en: 'gone (410)', zh: '已停用（410）' },
};

function endpointLine(one: EndpointStanding, lang: Language): string {
  const { name, target, state, pending, givenUp, failingSince, pausedUntil } = one;
  const colour = state === 'flowing' || state === 'new' ? colours.green : colours.red;
  const since =
    failingSince === null || state === 'flowing' ? '' : `  ${new Date(failingSince).toISOString()}`;
  const paused = pausedUntil === null ? '' : ` → ${new Date(pausedUntil).toISOString()}`;
  const owed = {
    en: `${pending} pending, ${givenUp} given up`,
    zh: `待推送 ${pending}，已放弃 ${givenUp}`,
  }[lang];
  return `${name.padEnd(18)}${target}  ${colour(stateWords[state][lang])}${since}${paused}  ${owed}`;
}

function undeliveredLine(one: Undelivered, lang: Language): string {
  const { endpoint, announcement, state, attempts, nextAt, lastStatus, lastTrouble } = one;
  const last = lastStatus ?? lastTrouble ?? '–';
  const then =
    state === 'given-up' || nextAt === null
      ? colours.red({ en: 'given up', zh: '已放弃' }[lang])
      : `${{ en: 'next', zh: '下次' }[lang]} ${new Date(nextAt).toISOString()}`;
  const tries = { en: `${attempts} tries, last ${last}`, zh: `已试 ${attempts} 次，最近 ${last}` }[lang];
  return [endpoint, announcement.id, announcementInWords(announcement, lang), tries, then].join('  ');
}
