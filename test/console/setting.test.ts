/** Settings as lines that are looked through. */
import { found, linesOf } from '../../console/engineering/setting.js';

const settings = {
  version: 1,
  routes: [
    { route: 'sms/aliyun', weight: 4 },
    { route: 'sms/tencent', weight: 1, sources: [] },
  ],
  checks: {},
  staff: { callBackNumber: '95599', reminder: null, isShown: true },
};

test('each setting is one line with its whole name, empty ones too', () => {
  expect(linesOf(settings).map(({ path, value }) => `${path} = ${value}`)).toEqual([
    'version = 1',
    'routes[0].route = sms/aliyun',
    'routes[0].weight = 4',
    'routes[1].route = sms/tencent',
    'routes[1].weight = 1',
    'routes[1].sources = []',
    'checks = {}',
    'staff.callBackNumber = 95599',
    'staff.reminder = null',
    'staff.isShown = true',
  ]);
});

test('a line is found by every word of what is typed, in its name or its value, in whatever letters', () => {
  const paths = (sought: string) => found(linesOf(settings), sought).map(({ path }) => path);
  expect(paths('WEIGHT routes 4')).toEqual(['routes[0].weight']);
  expect(paths('tencent')).toEqual(['routes[1].route']);
  expect(paths('weight 95599')).toEqual([]);
});
