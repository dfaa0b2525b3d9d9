/**
 * 国务院办公厅关于2026年部分节假日安排的通知, State Council General Office, 4 November 2025
 * (https://www.gov.cn/zhengce/content/202511/content_7047090.htm), written down by hand so that it
 * can bear witness against the library.
 */
const daysOff: readonly (readonly [from: string, to: string])[] = [
  ['2026-01-01', '2026-01-03'], // 元旦
  ['2026-02-15', '2026-02-23'], // 春节
  ['2026-04-04', '2026-04-06'], // 清明节
  ['2026-05-01', '2026-05-05'], // 劳动节
  ['2026-06-19', '2026-06-21'], // 端午节
  ['2026-09-25', '2026-09-27'], // 中秋节
  ['2026-10-01', '2026-10-07'], // 国庆节
];

const worked: readonly string[] = [
  '2026-01-04', // 元旦
  '2026-02-14', // 春节
  '2026-02-28',
  '2026-05-09', // 劳动节
  '2026-09-20', // 国庆节
  '2026-10-10',
];

/** Every date of 2026, in order. */
export const datesOf2026: readonly string[] = Array.from({ length: 365 }, (_, day) =>
  new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
);

/** Whether the notice makes a date of 2026 a workday. */
export function workdayByNotice(date: string): boolean {
  if (worked.includes(date)) return true;
  if (daysOff.some(([from, to]) => from <= date && date <= to)) return false;
  return ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}
