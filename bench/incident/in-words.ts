/** What an incident over very many attempts takes, as it is read. */
import { computerInWords } from '../machine.js';
import type { IncidentMeasured, Step } from './measure.js';
import { mostGrowth } from './measure.js';

const said: Readonly<Record<Step, string>> = {
  'first-look': 'the first look, which makes the list',
  'next-look': 'a look once it is made',
  progress: 'its progress, as its page shows it',
  'first-page': 'the first page of the list',
  'last-page': 'the last page',
  'page-of-one-state': 'a page of a state that hardly any have',
  csv: 'the report as a table',
  html: 'the report as a page',
};

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0);

export const inWords = ({ order, affected, steps, machine, at }: IncidentMeasured): string =>
  [
    `${order.attempts.toLocaleString('en')} attempts within a day, ${affected.toLocaleString('en')} notices on the list`,
    '',
    '| | ms | grew by, MB | |',
    '| --- | ---: | ---: | --- |',
    ...steps.map(
      ({ step, ms, grewBytes, bytes }) =>
        `| ${said[step]} | ${ms.toFixed(0)} | ${megabytes(grewBytes)} | ${bytes === undefined ? '' : `${megabytes(bytes)} MB`} |`,
    ),
    '',
    `the process may grow by ${megabytes(mostGrowth)} MB`,
    `${computerInWords(machine)}; commit ${machine.commit}, ${at}, seed ${order.seed}`,
  ].join('\n');
