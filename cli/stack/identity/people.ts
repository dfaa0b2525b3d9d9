/** The sample identities of the embedded identity provider; nobody real. */
import type { Role } from '../../../domain/identity/role.js';

export interface SamplePerson {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Branch regions they are bound to; every region where there are none. */
  readonly regions?: readonly string[];
}

/** Who can sign in, by account. */
export const people: Readonly<Record<string, SamplePerson>> = {
  'li.na': { name: '李娜', roles: ['staff'] },
  'zhou.min': { name: '周敏', roles: ['staff'], regions: ['310000'] },
  'wang.wei': { name: '王伟', roles: ['supervisor'] },
  'zhao.min': { name: '赵敏', roles: ['supervisor'] },
  'chen.jun': { name: '陈军', roles: ['engineer'] },
  'sun.yue': { name: '孙悦', roles: ['auditor'] },
};

/** The account that the token of each role is made out to. */
export const accountOf: Readonly<Record<Role, string>> = {
  'loan-system': 'loan-system',
  staff: 'li.na',
  supervisor: 'wang.wei',
  engineer: 'chen.jun',
  auditor: 'sun.yue',
};
