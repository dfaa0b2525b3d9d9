/** What the drill says while it plays. */
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';

type Say = (what: string) => string;

const happenings = {
  begins: {
    en: (what: string) => `the feed begins: ${what}`,
    zh: (what: string) => `开始报送：${what}`,
  },
  watch: {
    en: (what: string) => `to be watched at ${what} (wang.wei is a supervisor)`,
    zh: (what: string) => `可在控制台观看：${what}（wang.wei 为主管）`,
  },
  waits: {
    en: (what: string) => `the feed begins in ${what} s, so that a minute the monitor counts by ends in time`,
    zh: (what: string) => `${what} 秒后开始报送，使监控按整分钟的统计能及时完成`,
  },
  fed: { en: (what: string) => `fed ${what}`, zh: (what: string) => `已报送 ${what}` },
  lost: {
    en: (what: string) => `${what}: accepts, and delivers nothing any more`,
    zh: (what: string) => `${what}：照常接收，但不再送达`,
  },
  well: { en: (what: string) => `${what}: delivers again`, zh: (what: string) => `${what}：恢复送达` },
  alarm: { en: (what: string) => `alarm: ${what}`, zh: (what: string) => `告警：${what}` },
  share: { en: (what: string) => `share moved: ${what}`, zh: (what: string) => `流量已调整：${what}` },
  incident: { en: (what: string) => `incident opened: ${what}`, zh: (what: string) => `已自动立案：${what}` },
  list: { en: (what: string) => `on the list: ${what}`, zh: (what: string) => `名单：${what}` },
  provider: {
    en: (what: string) => `supervisor: provider ${what}`,
    zh: (what: string) =>
      `主管：${{ notified: '已通知服务商', answered: '服务商已答复', restored: '服务商称已恢复' }[what] ?? what}`,
  },
  resent: {
    en: (what: string) => `supervisor: ${what} sent once more by another route`,
    zh: (what: string) => `主管：经其他通路补发 ${what} 条`,
  },
  range: {
    en: () => 'supervisor: the end of the range is set',
    zh: () => '主管：已设定事故时段的终点',
  },
  compensation: {
    en: (what: string) => `two supervisors: compensation for ${what}`,
    zh: (what: string) => `两位主管：同意对 ${what} 位申请人给予补偿`,
  },
  answered: {
    en: (what: string) => `loan system: granted / refused ${what}`,
    zh: (what: string) => `信贷系统：准予 / 不予 ${what}`,
  },
  closed: {
    en: (what: string) => `two supervisors: incident ${what} closed`,
    zh: (what: string) => `两位主管：事故 ${what} 已结束`,
  },
} as const satisfies Record<string, Readonly<Record<Language, Say>>>;

/** What may happen in a drill. */
export type Happening = keyof typeof happenings;
/** Tells that something happened, and what there is to say of it. */
export type Tell = (happening: Happening, what?: string | number) => void;

/** Writes each as a line on standard error, with the seconds since the first. */
export function teller(lang: Language, write = (line: string) => void process.stderr.write(line)): Tell {
  const began = performance.now();
  return (happening, what = '') => {
    const clock = `${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s`;
    write(`${colours.dim(clock)}  ${happenings[happening][lang](String(what))}\n`);
  };
}
