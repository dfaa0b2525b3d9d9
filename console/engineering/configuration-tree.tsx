/** The configuration in force, to be read, looked through and copied; the API has left secrets out. */
import { Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { Engineering } from '../door/shapes.js';
import { CopyButton } from '../frame/copy-button.js';
import { useWords } from '../frame/language.js';
import { found, isBranch, leafText, linesOf, membersOf } from './setting.js';
import type { Value } from './setting.js';

export function ConfigurationTree({ configuration }: Pick<Engineering, 'configuration'>) {
  const { engineering: words } = useWords();
  const [sought, setSought] = useState('');
  const searchId = useId();
  // The description leaves them open; they came as JSON.
  const settings = configuration.settings as { readonly [name: string]: Value };
  const lines = useMemo(() => linesOf(settings), [settings]);
  const isSearched = sought.trim() !== '';
  const matching = isSearched ? found(lines, sought) : [];
  return (
    <section className="sheet configuration" aria-labelledby="configuration-heading">
      <header className="sheet-head">
        <h2 id="configuration-heading">{words.configuration}</h2>
        <CopyButton text={JSON.stringify(settings, undefined, 2)} label={words.copyAll} size="small" />
      </header>
      <p className="faint">{words.configurationNote}</p>
      <label className="field" htmlFor={searchId}>
        {words.search}
      </label>
      <Input
        id={searchId}
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        placeholder={words.searchHint}
        allowClear
        autoComplete="off"
        spellCheck={false}
      />
      <p className="faint found-count" role="status">
        {isSearched ? words.foundCount(matching.length) : ''}
      </p>
      {isSearched ? (
        <ul className="setting-lines">
          {matching.map(({ path, value }) => (
            <li key={path}>
              <code className="setting-path">{path}</code>
              <code className="setting-value">{value}</code>
              <CopyButton
                text={`${path}: ${value}`}
                label={words.copySetting(path)}
                type="text"
                size="small"
                bare
              />
            </li>
          ))}
        </ul>
      ) : (
        <Members of={settings} depth={0} />
      )}
    </section>
  );
}

function Members({ of, depth }: { readonly of: Parameters<typeof membersOf>[0]; readonly depth: number }) {
  const { engineering: words } = useWords();
  return (
    <ul className="settings">
      {membersOf(of).map(({ step, title, value }) => (
        <li key={step}>
          {isBranch(value) ? (
            <details open={depth === 0 && membersOf(value).length <= 4}>
              <summary>
                <code className="setting-path">{title}</code>{' '}
                <span className="faint">{words.members(membersOf(value).length)}</span>
              </summary>
              <Members of={value} depth={depth + 1} />
            </details>
          ) : (
            <p className="setting">
              <code className="setting-path">{title}</code>{' '}
              <code className="setting-value">{leafText(value)}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
