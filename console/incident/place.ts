/** Where the numbers are whose messages were lost, as far as their beginnings tell; the compiler holds both lists whole. */
import type { Incident } from '../door/shapes.js';

type Province = NonNullable<Incident['province']>;
type Carrier = NonNullable<Incident['carrier']>;

/** A carrier stands beside a province alone. */
export interface Place {
  /** `sms/aliyun`, or `aliyun`. */
  readonly target: string;
  readonly province?: Province;
  readonly carrier?: Carrier;
}

// prettier-ignore
const named: Readonly<Record<Province, true>> = {
  北京: true, 天津: true, 河北: true, 山西: true, 内蒙古: true, 辽宁: true, 吉林: true, 黑龙江: true, 上海: true,
  江苏: true, 浙江: true, 安徽: true, 福建: true, 江西: true, 山东: true, 河南: true, 湖北: true, 湖南: true,
  广东: true, 广西: true, 海南: true, 重庆: true, 四川: true, 贵州: true, 云南: true, 西藏: true, 陕西: true,
  甘肃: true, 青海: true, 宁夏: true, 新疆: true,
};
export const provinces = Object.keys(named) as readonly Province[];

const carried: Readonly<Record<Carrier, true>> = {
  'china-mobile': true,
  'china-unicom': true,
  'china-telecom': true,
  'china-broadnet': true,
};
export const carriers = Object.keys(carried) as readonly Carrier[];
