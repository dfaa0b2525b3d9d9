/** The words of the pages, as far as the compiler cannot see: that they are said, and said of everything. */
import { enVocabulary } from '../../console/words/en-vocabulary.js';
import { zhVocabulary } from '../../console/words/zh-vocabulary.js';
import { wordsOf } from '../../console/words/words.js';
import type { TaskBecause } from '../../domain/human-task/human-task.js';
import { reasons } from '../../domain/explanation/words/chinese-vocabulary.js';

/** Every text, with where it stands; a phrase is said of something made up. */
function* textsIn(value: unknown, at: string): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [at, value];
  else if (typeof value === 'function')
    yield [
      at,
      String((value as (...of: unknown[]) => unknown)(...Array.from({ length: value.length }, () => 7))),
    ];
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) yield* textsIn(inner, `${at}.${name}`);
}

test.each(Object.entries(wordsOf))(
  '%s says something everywhere, and nothing that is undefined',
  (language, words) => {
    const texts = [...textsIn(words, language)];
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(([, text]) => !/\S/.test(text) || /undefined|NaN|\[object/.test(text))).toEqual([]);
  },
);

test('Chinese is Chinese and English is English, names of languages and of the product apart', () => {
  const chinese = /\p{Script=Han}/u;
  const own = (at: string) => /\.(toOtherLanguage|language|product|aside|pushTokens)$/.test(at);
  const zh = [...textsIn(wordsOf.zh, '')].filter(([at]) => !own(at));
  const en = [...textsIn(wordsOf.en, '')].filter(([at]) => !own(at));
  expect(zh.filter(([, text]) => !chinese.test(text))).toEqual([]);
  expect(en.filter(([, text]) => chinese.test(text))).toEqual([]);
});

test('whatever a task may be because of has its words in both languages', () => {
  const known = Object.keys(reasons satisfies Record<TaskBecause, string>).sort();
  expect(Object.keys(zhVocabulary.becauses).sort()).toEqual(known);
  expect(Object.keys(enVocabulary.becauses).sort()).toEqual(known);
});
