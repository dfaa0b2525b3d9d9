/** Applicants for feeds that have none: made up from a seed, the same ones every time. */
import { hash32 } from '../../domain/ids/hash.js';
import type { ApplicationBody } from '../../domain/report/schemas.js';
import type { Stage } from '../../domain/stage/stage.js';

/** Makes up what the loan system would have reported. */
export interface StandInApplicants {
  /**
   * The body of an application: the same for the same seed and id, with a mobile number no other
   * id of this maker has. No identity number, no consent.
   */
  applicationFor(applicationId: string, amount?: number): ApplicationBody;
  /**
   * What a stage needs beyond its decision: documents and their due date, two weeks after `today`
   * (a local date, `YYYY-MM-DD`), for `supplementary-documents`; nothing for the others.
   */
  stageDataFor(applicationId: string, stage: Stage, today: string): Record<string, unknown>;
}

const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈',
);
const givenNames = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文志海云飞鹏辉宇浩欣怡婷雪梅琳佳慧思雨晨阳博子轩',
);
// The three carriers' own blocks; those of virtual operators and of cards for data alone are left out.
const mobileBlocks = [
  ...['130', '131', '132', '133', '134', '135', '136', '137', '138', '139'],
  ...['150', '151', '152', '153', '155', '156', '157', '158', '159', '173', '175', '176', '177', '178'],
  ...['180', '181', '182', '183', '184', '185', '186', '187', '188', '189', '191', '198', '199'],
] as const;
const documents = ['近六个月银行流水', '收入证明', '住房证明', '婚姻状况证明', '营业执照'] as const;
const dueAfterDays = 14;
const dayMs = 86_400_000;

/** Makers with the same seed make up the same applicants; two ids never share a number within one. */
export function standInApplicants(seed: string): StandInApplicants {
  const idOf = new Map<string, string>();
  const mobileOf = new Map<string, string>();

  const draw = (what: string, applicationId: string): number => hash32(`${seed} ${what} ${applicationId}`);
  const pick = <Item>(items: readonly Item[], what: string, applicationId: string): Item =>
    items[draw(what, applicationId) % items.length] as Item;

  const newMobile = (applicationId: string): string => {
    for (let draws = 0; ; draws += 1) {
      const block = pick(mobileBlocks, `block ${draws}`, applicationId);
      const rest = String(draw(`number ${draws}`, applicationId) % 100_000_000).padStart(8, '0');
      // Numbers with four zeros behind the block are the examples' own.
      if (!rest.startsWith('0000') && !idOf.has(block + rest)) return block + rest;
    }
  };

  const mobileFor = (applicationId: string): string => {
    const known = mobileOf.get(applicationId);
    if (known !== undefined) return known;
    const mobile = newMobile(applicationId);
    idOf.set(mobile, applicationId);
    mobileOf.set(applicationId, mobile);
    return mobile;
  };

  const nameFor = (applicationId: string): string => {
    const second = draw('length', applicationId) % 3 === 0 ? '' : pick(givenNames, 'second', applicationId);
    return pick(surnames, 'surname', applicationId) + pick(givenNames, 'first', applicationId) + second;
  };

  return {
    applicationFor: (applicationId, amount) => ({
      applicant: { name: nameFor(applicationId) },
      contacts: { mobile: mobileFor(applicationId) },
      product: 'personal-loan',
      ...(amount === undefined ? {} : { amount }),
    }),
    stageDataFor: (applicationId, stage, today) => {
      if (stage !== 'supplementary-documents') return {};
      const first = draw('document', applicationId) % documents.length;
      const count = 1 + (draw('documents', applicationId) % 2);
      const dueDate = new Date(Date.parse(`${today}T00:00:00Z`) + dueAfterDays * dayMs);
      return {
        documents: Array.from({ length: count }, (_, step) => documents[(first + step) % documents.length]),
        dueDate: dueDate.toISOString().slice(0, 10),
      };
    },
  };
}
