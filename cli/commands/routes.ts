/** `bida routes`: who carries what now, and what a supervisor sets against the configuration file for a while. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { freezeShares } from '../../client/route/freeze.js';
import { endOverrides, routesInForce } from '../../client/route/override.js';
import type { RouteInForce } from '../../client/route/override.js';
import { factors } from '../../domain/health/standing.js';
import { holdRoute, weighRoute } from '../../client/route/set.js';
import type { OverrideAnswer, OverrideOrder } from '../../client/route/set.js';
import { approvalJson, approvalLine } from '../show/approval-lines.js';
import { colours, languageOf, print, UsageFault } from '../terminal.js';
import type { Language } from '../terminal.js';
import { instantOption } from './instant.js';
import { breakGlassOf, namedActor } from './named-actor.js';
import type { StackArguments } from './stack-options.js';
import { withBank, withStackOptions } from './stack-options.js';

interface OrderArguments extends StackArguments {
  readonly staff: string;
  readonly reason: string;
  readonly for?: string;
  readonly until?: string;
  readonly breakGlass?: string;
}
type EndArguments = StackArguments & Pick<OrderArguments, 'staff'>;

const examples = `
Examples:
  bida routes
  bida routes hold aliyun --for 2h --reason "their gateway drops messages" --staff wang.wei
  bida routes weight sms/tencent 4 --until 2026-12-01T09:00:00+08:00 --reason - --staff wang.wei
  bida routes release aliyun --staff wang.wei
  bida routes freeze sms/aliyun --for 1h --restore --reason "they repaired it" --staff wang.wei

It is in force at the next planning, without a restart, and stands in each plan that rests on it. A held route is
left out; what a provider took already stays on its way. It ends by itself. A hold that is long, and any other weight,
waits for a second person: bida approvals. A route in trouble loses some of its share by itself, where it is in trouble;
freeze has that stay as it is, thaw lets it go on.`;

/** Adds `bida routes` and what is under it. */
export const addRoutes = (program: Command): Command => {
  const routes = withStackOptions(program.command('routes'))
    .description('the routes: in use or held, by whom and until when, and their weights')
    .addHelpText('after', examples)
    .action(async (given: StackArguments) => {
      const inForce = await withBank(given, routesInForce);
      const lang = languageOf(given.lang);
      print(given.json, { routes: inForce }, () => inForce.map((one) => line(one, lang)).join('\n'));
    });
  const ordering = (command: Command) =>
    withStackOptions(command)
      .requiredOption('--reason <text>', 'why, shown to whoever looks; `-` reads it from standard input')
      .requiredOption('--staff <account>', 'who orders it: the account of a member of staff')
      .option('--for <duration>', 'for so long: 30m, 2h, 3d')
      .option('--until <time>', 'until then: an ISO time with its offset')
      .option('--break-glass <reason>', 'at once and alone, to be reviewed; shown to whoever looks');
  ordering(routes.command('hold <target>'))
    .description('leave a route, or every route of a provider, out of plans for a while')
    .action((target: string, _own: unknown, command: Command) =>
      set(command, (bank, order) => holdRoute(bank, target, order)),
    );
  ordering(routes.command('weight <route> <weight>'))
    .description('give a route another share of its channel for a while')
    .action((route: string, weight: string, _own: unknown, command: Command) =>
      set(command, (bank, order) => weighRoute(bank, route, Number(weight), order)),
    );
  withStackOptions(routes.command('freeze <target>'))
    .description('have the monitor leave the shares of a route, or of a provider’s routes, as they are')
    .requiredOption('--reason <text>', 'why, shown to whoever looks; `-` reads it from standard input')
    .requiredOption('--staff <account>', 'who orders it: the account of a member of staff')
    .option('--for <duration>', 'for so long: 30m, 2h, 3d')
    .option('--until <time>', 'until then: an ISO time with its offset')
    .option('--restore', 'set the shares that were moved back first')
    .action(async (target: string, _own: unknown, command: Command) => {
      const given = command.optsWithGlobals<OrderArguments & { readonly restore?: boolean }>();
      const expiresAt = endOf(given);
      const { staff: staffRef, restore = false } = given;
      const frozen = await withBank(given, (bank) =>
        freezeShares(bank, target, { staffRef, reason: reasonOf(given), expiresAt, restore }),
      );
      print(given.json, frozen, () => {
        const until = new Date(expiresAt).toISOString();
        const number = `#${frozen.overrideId}`;
        return {
          en: `${number} in force until ${until}; shares set back: ${frozen.restored}`,
          zh: `${number} 已生效，至 ${until}；已恢复的份额：${frozen.restored}`,
        }[languageOf(given.lang)];
      });
    });
  const ending = (name: string, description: string, sort: 'hold' | 'weight' | 'freeze') =>
    withStackOptions(routes.command(name))
      .description(description)
      .requiredOption('--staff <account>', 'who orders it: the account of a member of staff')
      .action(async (target: string, _own: unknown, command: Command) => {
        const given = command.optsWithGlobals<EndArguments>();
        const ended = await withBank(given, (bank) => endOverrides(bank, target, sort, given.staff));
        print(given.json, { ended }, () => ({ en: 'ended', zh: '已解除' })[languageOf(given.lang)]);
      });
  ending('release <target>', 'end the hold of a route or provider before its time', 'hold');
  ending('reset <route>', 'end another weight of a route before its time', 'weight');
  ending('thaw <target>', 'let the monitor move the shares of a route or provider again', 'freeze');
  return routes;
};

async function set(
  command: Command,
  order: (bank: Parameters<typeof holdRoute>[0], given: OverrideOrder) => Promise<OverrideAnswer>,
): Promise<void> {
  const given = command.optsWithGlobals<OrderArguments>();
  const expiresAt = endOf(given);
  const reason = reasonOf(given);
  const answer = await withBank(given, (bank) =>
    order(bank, { actor: namedActor(given.staff), reason, expiresAt, ...breakGlassOf(given.breakGlass) }),
  );
  const lang = languageOf(given.lang);
  const { approval, ...rest } = answer;
  const shown = approval === undefined ? {} : { approval: approvalJson(approval) };
  print(given.json, { ...rest, ...shown }, () => {
    const until = new Date(expiresAt).toISOString();
    const number = answer.result === 'proposed' ? '' : `#${answer.overrideId}`;
    const done = { en: `${number} in force until ${until}`, zh: `${number} 已生效，至 ${until}` };
    const closes = answer.closes.join(', ');
    const loud = {
      en: `no open route is left for ${closes}: such notices go by other channels, or to staff`,
      zh: `${closes} 已没有可用路由：此类通知将改走其他渠道，或转人工`,
    };
    return [
      ...(answer.result === 'proposed' ? [] : [done[lang]]),
      ...(approval === undefined ? [] : [approvalLine(approval, Date.now(), lang)]),
      ...(closes === '' || answer.result === 'proposed' ? [] : [colours.red(loud[lang])]),
    ].join('\n');
  });
}

const reasonOf = ({ reason }: Pick<OrderArguments, 'reason'>): string =>
  reason === '-' ? readFileSync(0, 'utf8') : reason;

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function endOf({ for: during, until }: OrderArguments): number {
  if ((during === undefined) === (until === undefined))
    throw new UsageFault('expected either --for or --until');
  if (during !== undefined) {
    const [, count = '', unit = ''] = /^([1-9]\d{0,4})([mhd])$/.exec(during) ?? [];
    if (count === '') throw new UsageFault('--for: expected a duration such as 30m, 2h or 3d');
    return Date.now() + Number(count) * (unitMs[unit] ?? 0);
  }
  return instantOption('--until', until ?? '');
}

function line(
  { route, protocol, configuredWeight, hold, weight, freeze, troubles }: RouteInForce,
  lang: Language,
): string {
  const until = (at: number) => new Date(at).toISOString();
  const share =
    weight === undefined
      ? { en: `weight ${configuredWeight}`, zh: `权重 ${configuredWeight}` }[lang]
      : {
          en: `weight ${weight.weight} instead of ${configuredWeight} (#${weight.overrideId} by ${weight.staffRef} until ${until(weight.expiresAt)}: ${weight.reason})`,
          zh: `权重 ${weight.weight}，原为 ${configuredWeight}（#${weight.overrideId} ${weight.staffRef}，至 ${until(weight.expiresAt)}：${weight.reason}）`,
        }[lang];
  const state =
    hold === undefined
      ? colours.green({ en: 'in use', zh: '使用中' }[lang])
      : colours.red(
          {
            en: `held by ${hold.staffRef} until ${until(hold.expiresAt)}: ${hold.reason} (#${hold.overrideId})`,
            zh: `已暂停，${hold.staffRef}，至 ${until(hold.expiresAt)}：${hold.reason}（#${hold.overrideId}）`,
          }[lang],
        );
  const first = `${route.padEnd(18)}${protocol.padEnd(18)}${state}  ${share}`;
  const frozen =
    freeze === undefined
      ? []
      : [
          {
            en: `shares frozen by ${freeze.staffRef} until ${until(freeze.expiresAt)}: ${freeze.reason} (#${freeze.overrideId})`,
            zh: `份额已冻结，${freeze.staffRef}，至 ${until(freeze.expiresAt)}：${freeze.reason}（#${freeze.overrideId}）`,
          }[lang],
        ];
  return [
    first,
    ...[...troubles.map((one) => troubleLine(one, lang)), ...frozen].map((more) => `  ${more}`),
  ].join('\n');
}

const measureWords = {
  en: { failure: 'calls failed', silence: 'no receipt', slowness: 'late or no receipt' },
  zh: { failure: '调用失败', silence: '没有回执', slowness: '回执迟到或没有' },
} as const;

/** Such as `in trouble since … @广东: no receipt 20 of 20; 2 % of its share`. */
function troubleLine(
  { scope, measures, since, evidence, step }: RouteInForce['troubles'][number],
  lang: Language,
): string {
  const where = [scope.province, scope.carrier].filter((part) => part !== undefined).join('/');
  const seen = measures.map((measure) => {
    const { sample, bad } = evidence[measure] ?? { sample: 0, bad: 0 };
    const words = measureWords[lang][measure];
    return { en: `${words} ${bad} of ${sample}`, zh: `${words} ${bad}/${sample}` }[lang];
  });
  const share = `${Math.round((factors[step] ?? 1) * 100)} %`;
  const at = new Date(since).toISOString();
  return colours.red(
    {
      en: `in trouble${where === '' ? '' : ` in ${where}`} since ${at}: ${seen.join(', ')}; has ${share} of its weight there`,
      zh: `${where === '' ? '' : `${where} `}异常，自 ${at}：${seen.join('，')}；当前权重 ${share}`,
    }[lang],
  );
}
