import { resolve } from 'node:path';
import type { Command } from 'commander';
import { channelOf } from '../../domain/attempt/route.js';
import { stages } from '../../domain/stage/stage.js';
import type { Configuration } from '../../runtime/configuration/configuration-schema.js';
import { publishedSchema } from '../../runtime/configuration/json-schema.js';
import { readConfiguration } from '../../runtime/configuration/read-configuration.js';
import { withoutSecrets } from '../../runtime/configuration/without-secrets.js';
import { colours, languageOf, print } from '../terminal.js';
import type { Language } from '../terminal.js';
import { findStack, languageOption, withStackOptions } from './stack-options.js';
import type { StackArguments } from './stack-options.js';

interface CheckArguments {
  readonly lang?: string;
  readonly json?: boolean;
}

/** Adds `bida config`: checks a configuration file before it is used, shows one, and prints the schema it must have. */
export function addConfig(program: Command): Command {
  const config = program
    .command('config')
    .description('check a configuration file, show one whole, or print the schema it is written by');
  config
    .command('check <file>')
    .description('read a configuration as the rooms will, with the files it names; says every fault at once')
    .addOption(languageOption())
    .option('--json', 'one JSON line for programs')
    .addHelpText(
      'after',
      `
Nothing is started, changed or sent, and no secret is shown.
Exit status: 0 it can be used, 2 it cannot.

Examples:
  bida config check configuration.json
  bida config check configuration.json --json`,
    )
    .action((file: string, options: CheckArguments) => {
      const configuration = readConfiguration(resolve(file));
      print(options.json, { file, ok: true, routes: routesInOrder(configuration) }, () =>
        inWords(file, configuration, languageOf(options.lang)),
      );
    });
  withStackOptions(
    config
      .command('show [file]')
      .description(
        'print a configuration whole, its defaults filled in; of the running stack unless a file is named',
      ),
  )
    .addHelpText(
      'after',
      `
Secrets are named by their files and never read out; what an address of a webhook is asked with is not shown.
What supervisors have set against it for a while stands in: bida routes

Examples:
  bida config show
  bida config show configuration.json --json`,
    )
    .action((file: string | undefined, options: StackArguments) => {
      const shown = withoutSecrets(
        readConfiguration(file === undefined ? findStack(options).configurationFile : resolve(file)),
      );
      print(options.json, shown, () => JSON.stringify(shown, null, 2));
    });
  config
    .command('schema')
    .description('print the JSON Schema of the configuration file, for editors and reviewers')
    .action(() => {
      process.stdout.write(publishedSchema());
    });
  return config;
}

/** Each stage's routes as they are tried: by channel, and within it by their share. */
function routesInOrder({ channelOrder, routes }: Configuration): Record<string, string[]> {
  return Object.fromEntries(
    stages.map((stage) => [
      stage,
      channelOrder[stage].flatMap((channel) =>
        routes.filter(({ route }) => channelOf(route) === channel).map(({ route }) => route),
      ),
    ]),
  );
}

function inWords(file: string, configuration: Configuration, language: Language): string {
  const zh = language === 'zh';
  const { calendar, routes } = configuration;
  const { open, close } = calendar.window;
  const lines = [
    colours.green(zh ? `${file}：可以使用` : `${file}: can be used`),
    zh
      ? `  发送时段  工作日 ${open}–${close}（${calendar.timeZone}）`
      : `  window    workdays ${open}–${close} (${calendar.timeZone})`,
    zh ? '  通路' : '  routes',
    ...routes.map(
      ({ route, protocol, weight, perSecond }) =>
        `    ${route.padEnd(20)} ${protocol.padEnd(18)} ${zh ? '权重' : 'weight'} ${weight}, ${perSecond}/s`,
    ),
    zh ? '  各节点的顺序' : '  order by stage',
    ...Object.entries(routesInOrder(configuration)).map(
      ([stage, order]) => `    ${stage.padEnd(24)} ${order.join(' → ')}`,
    ),
  ];
  return lines.join('\n');
}
