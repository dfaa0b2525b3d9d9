/** The head of a table: its columns, and at the end one for what may be done, which is heard and not seen. */
interface ColumnHeadsProps {
  readonly columns: readonly string[];
  readonly acts?: string | undefined;
}

export function ColumnHeads({ columns, acts }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th scope="col" key={column}>
            {column}
          </th>
        ))}
        {acts !== undefined && (
          <th scope="col">
            <span className="unseen">{acts}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
