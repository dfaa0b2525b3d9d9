/** What a test may do around an activity; called with the port's name, and before it with its order. */
export interface Watch {
  before?: (name: string, order: unknown) => Promise<void> | undefined;
  after?: (name: string) => Promise<void> | undefined;
}

type Port = (order: never) => Promise<unknown>;

/** The very activities, each of which first asks the server for the time and tells the watch. */
export const watched = <Ports extends object>(
  ports: Ports,
  refresh: () => Promise<unknown>,
  watch: Watch,
): Ports =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      async (order: never) => {
        await refresh();
        await watch.before?.(name, order);
        await refresh();
        const answer = await (port as Port)(order);
        await watch.after?.(name);
        return answer;
      },
    ]),
  ) as Ports;
