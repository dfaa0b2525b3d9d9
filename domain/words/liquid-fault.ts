/** What the engine says of a text that it cannot read, in words of ours. */

/** The engine's own messages that writers of words meet, and what is said instead. */
const known: readonly (readonly [RegExp, (quoted: string) => string])[] = [
  [/^undefined filter: (\S+?),/, (name) => `不能使用过滤器 ${name}`],
  [/^tag "(.+?)" not found/, (name) => `不能使用标签 ${name}`],
  [/^tag (\{%.+?%\}) not closed/, (tag) => `标签 ${tag} 没有结束`],
  [/^output "(.+?)" not closed/, (output) => `占位符 ${output} 没有结束`],
  [/^unexpected token (.+?)[,.]/, (token) => `此处不应出现 ${token}`],
];

/** `不能使用过滤器 upcase（第 1 行第 12 个字符）`; that it cannot be read, where the engine says what nobody knows. */
export function liquidFaultInChinese(message: string): string {
  const [, line, column] = /line:(\d+), col:(\d+)/.exec(message) ?? [];
  const place = line === undefined || column === undefined ? '' : `（第 ${line} 行第 ${column} 个字符）`;
  for (const [pattern, say] of known) {
    const [, quoted] = pattern.exec(message) ?? [];
    if (quoted !== undefined) return `${say(quoted)}${place}`;
  }
  return `语法有误，无法识别${place}`;
}
