/** The most instants that lie within any one second, wherever it begins; instants in milliseconds. */
export function mostInAnySecond(instants: readonly number[]): number {
  const sorted = instants.toSorted((one, other) => one - other);
  let most = 0;
  for (let first = 0, next = 0; next < sorted.length; next += 1) {
    while ((sorted[next] ?? 0) - (sorted[first] ?? 0) >= 1_000) first += 1;
    most = Math.max(most, next - first + 1);
  }
  return most;
}
