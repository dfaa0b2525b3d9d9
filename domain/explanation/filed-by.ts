/**
 * Rows by a name of theirs, each list in the order given. Sorted once: an application may have ten thousand rows, and
 * whoever looks for one thing's need not go through all of them.
 */
export function filedBy<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): (name: string) => readonly Row[] {
  const files = new Map<string, Row[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const file = files.get(name);
    if (file === undefined) files.set(name, [row]);
    else file.push(row);
  }
  return (name) => files.get(name) ?? [];
}
