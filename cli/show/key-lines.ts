/** Keys as lines: names and counts, never a key. */
import type { KeyShown, KeysShown } from '../../client/keys/overview.js';
import type { RetiredKey } from '../../client/keys/retire.js';
import type { RewrapResult } from '../../client/keys/rewrap.js';
import type { RotatedKey } from '../../client/keys/rotate.js';
import type { Keyring } from '../../ledger/key/use.js';
import { colours } from '../terminal.js';
import type { Language } from '../terminal.js';

type Words = Readonly<Record<Language, string>>;

const keyringWords: Readonly<Record<Keyring, Words>> = {
  ledger: { en: 'ledger', zh: '台账' },
  codec: { en: 'codec', zh: '载荷' },
};
const stateWords: Readonly<Record<KeyShown['state'], Words>> = {
  current: { en: 'current', zh: '当前' },
  old: { en: 'old', zh: '旧' },
  missing: { en: 'MISSING: what is wrapped under it cannot be read', zh: '缺失：由其加密的数据无法读取' },
};

export function keyLines({ keys, foundBy }: KeysShown, lang: Language): string {
  const zh = lang === 'zh';
  const lines = keys.map(({ keyring, keyId, state, rows, writtenAt }) => {
    const parts = [
      keyringWords[keyring][lang].padEnd(zh ? 4 : 7),
      keyId.padEnd(14),
      stateWords[state][lang],
      ...(rows === undefined ? [] : [zh ? `${rows} 个数据密钥` : `${rows} data keys`]),
      writtenAt === undefined
        ? zh
          ? '无使用记录'
          : 'not seen in use'
        : `${zh ? '最近写入' : 'written with until'} ${new Date(writtenAt).toISOString()}`,
    ].join('  ');
    return state === 'current' ? colours.bold(parts) : state === 'missing' ? colours.red(parts) : parts;
  });
  const { keyId, held } = foundBy;
  const found = zh
    ? `检索与去重用密钥：派生自 ${keyId}${held ? '（该密钥已停用，派生密钥单独保存）' : ''}`
    : `values are found by a key derived of ${keyId}${held ? ', which is retired: it stands by itself' : ''}`;
  return [...lines, colours.dim(found)].join('\n');
}

export const rotatedLines = (rotated: readonly RotatedKey[], lang: Language): string =>
  rotated
    .map(({ keyring, keyId, before, taken }) => {
      const follow: Words = taken
        ? { en: 'running processes write with it', zh: '运行中的进程已改用新密钥' }
        : {
            en: 'no running process writes with it as yet',
            zh: '尚未见到进程改用新密钥',
          };
      const old: Words = { en: `${before} still opens what is old`, zh: `${before} 仍可解密旧数据` };
      return `${keyringWords[keyring][lang]}  ${colours.bold(keyId)}  ${follow[lang]}; ${old[lang]}`;
    })
    .join('\n');

export function rewrappedLines({ keyId, rewrapped, left, notOpened }: RewrapResult, lang: Language): string {
  const words: Words = {
    en: `${rewrapped} data keys wrapped under ${keyId}, ${left} left under others`,
    zh: `${rewrapped} 个数据密钥已改由 ${keyId} 加密，其余 ${left} 个`,
  };
  return [
    words[lang],
    ...notOpened.map(({ applicationId, trouble }) => colours.red(`  ${applicationId}  ${trouble}`)),
  ].join('\n');
}

export function retiredLines({ keyring, keyId, indexHeld }: RetiredKey, lang: Language): string {
  const words: Words = {
    en: `${keyId} is out of the ${keyringWords[keyring].en} key file; copies of the file still hold it`,
    zh: `${keyId} 已从${keyringWords[keyring].zh}密钥文件移除；文件副本中仍有该密钥`,
  };
  const held: Words = {
    en: 'values are found by a key derived of it, which now stands in lines of its own',
    zh: '检索用的派生密钥已在密钥文件中单独保存',
  };
  return [words[lang], ...(indexHeld ? [held[lang]] : [])].join('\n');
}
