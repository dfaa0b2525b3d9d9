/** What staff type into the one field, told apart by its form. */
import { read } from '../../console/application/asked.js';
import type { Asked } from '../../console/application/asked.js';

const mobile: Asked = { kind: 'mobile', mobile: '13812345678' };

test.each<[string, Asked]>([
  ['13812345678', mobile],
  ['138 1234 5678', mobile],
  ['138-1234-5678', mobile],
  ['+86 138 1234 5678', mobile],
  ['(+86)13812345678', mobile],
  ['008613812345678', mobile],
  ['１３８１２３４５６７８', mobile],
  ['\u202a13812345678\u202c', mobile],
  ['\u00a013812345678\u3000', mobile],
  ['+852 9123 4567', { kind: 'mobile', mobile: '+85291234567' }],
  ['LA-1001', { kind: 'application-id', applicationId: 'LA-1001', orName: false }],
  [' ＬＡ－1001\u200b', { kind: 'application-id', applicationId: 'LA-1001', orName: false }],
  ['2026.11_7', { kind: 'application-id', applicationId: '2026.11_7', orName: false }],
  ['400012', { kind: 'application-id', applicationId: '400012', orName: false }],
  ['Smith', { kind: 'application-id', applicationId: 'Smith', orName: true }],
  ['欧阳晓明', { kind: 'name', name: '欧阳晓明' }],
  ['阿不都·克里木', { kind: 'name', name: '阿不都·克里木' }],
  ['Li  Na', { kind: 'name', name: 'Li Na' }],
  ['<script>alert(1)</script>', { kind: 'name', name: '<script>alert(1)</script>' }],
  ['👩🏽‍💼', { kind: 'name', name: '👩🏽💼' }],
  ['11010519491231002X', { kind: 'personal-number' }],
  ['110105 19491231 002x', { kind: 'personal-number' }],
  ['110105491231002', { kind: 'personal-number' }],
  ['LA-13812345678', { kind: 'personal-number' }],
  ['', { kind: 'nothing' }],
  [' \u200f\ufeff ', { kind: 'nothing' }],
])('%j is understood as %j', (typed, asked) => {
  expect(read(typed)).toEqual(asked);
});
