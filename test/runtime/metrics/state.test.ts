/** What is not known is not told, and what is told is as Prometheus has it. */
import { stateFigures, stateText } from '../../../runtime/metrics/state.js';
import { programVersion } from '../../../runtime/version/version.js';
import { buildInfo } from '../../../runtime/metrics/state.js';
import { promtool } from '../../deploy/promtool.js';

test('a figure that is left out is not told, not even as nothing', async () => {
  const said = await stateText({ bida_notices_held: [{ waiting_for: 'window', value: 3 }] });
  expect(said).toContain('bida_notices_held{waiting_for="window"} 3');
  for (const name of Object.keys(stateFigures).filter((one) => one !== 'bida_notices_held'))
    expect(said).not.toContain(`${name}{`);
  expect(said).not.toContain('bida_outbox_messages');
});

test('a calendar that needs no data has years without end', async () => {
  const said = await stateText({ bida_calendar_years_left: [{ value: Infinity }] });
  expect(said).toMatch(/^bida_calendar_years_left \+Inf$/m);
  expect(promtool(['check', 'metrics'], said)).toEqual({ status: 0, said: '' });
});

test('the program says which it is', async () => {
  const said = await stateText(buildInfo('worker'));
  expect(said).toContain(
    `bida_build_info{room="worker",version="${programVersion}",node="${process.version}"} 1`,
  );
});
