/** The rules and the dashboard of `deploy/`, as far as tests look into them: their expressions, and what these name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const deployed = join(__dirname, '../../deploy');

export interface Rule {
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expr: string;
  /** As it stands in the file. */
  readonly text: string;
}

/** The rules of a file, as this project writes them: one key a line, in their order. */
export function rulesOf(file: string): Rule[] {
  const text = readFileSync(join(deployed, 'prometheus/rules', file), 'utf8').replaceAll(/^\s*#.*\n/gm, '');
  return text
    .split(/^ {6}- (?=alert|record)/m)
    .slice(1)
    .map((rule) => {
      const [, kind = '', name = ''] = /^(alert|record): (\S+)$/m.exec(rule) ?? [];
      const [, expr = ''] =
        /^ {8}expr: (?:\|\n)?([\s\S]*?)(?=^ {8}\w+:|^ {2}- name|$(?![\s\S]))/m.exec(rule) ?? [];
      if (kind !== 'alert' && kind !== 'record') throw new Error(`not a rule: ${rule}`);
      return { kind, name, expr: expr.trim(), text: rule };
    });
}

/** Every expression of the dashboard, with the panel it stands in. */
export function dashboardExpressions(): { readonly panel: string; readonly expr: string }[] {
  const found: { panel: string; expr: string }[] = [];
  const look = (value: unknown, panel: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { title } = value as { title?: unknown };
    const within = typeof title === 'string' ? title : panel;
    for (const [key, member] of Object.entries(value)) {
      if (key === 'expr' && typeof member === 'string') found.push({ panel: within, expr: member });
      else look(member, within);
    }
  };
  look(JSON.parse(readFileSync(join(deployed, 'grafana/bida.json'), 'utf8')), '');
  return found;
}

const words = new Set(['and', 'or', 'unless', 'bool', 'offset']);
const grouping = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;

/** The series an expression of PromQL reads. */
export function seriesIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(grouping, '');
  const named = [...bare.matchAll(/(?<![\w:])[a-zA-Z_:][\w:]*(?![\w:]*\s*\()/g)].map(([name]) => name);
  // A function's name is followed by what it is given, or by what it is grouped by.
  const functions = new Set([...expr.matchAll(/([a-z_]+)\s*(?:\(|by\b|without\b)/g)].map(([, name]) => name));
  return [...new Set(named)].filter((name) => !words.has(name) && !functions.has(name));
}

/** The labels it chooses or groups by. */
export function labelsIn(expr: string): string[] {
  const chosen = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  );
  const grouped = [...expr.matchAll(grouping)].flatMap(([, inside = '']) =>
    inside.split(',').map((label) => label.trim()),
  );
  return [...new Set([...chosen, ...grouped])];
}
