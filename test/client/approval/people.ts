/** Who proposes and who decides. */
import type { Role } from '../../../domain/identity/role.js';

export const person = (account: string, role: Role = 'staff') => ({
  account,
  roles: new Set([role] as const),
});
export const [liNa, wangWei] = [person('li.na'), person('wang.wei')];
export const [zhaoMin, chenJie] = [person('zhao.min', 'supervisor'), person('chen.jie', 'supervisor')];
