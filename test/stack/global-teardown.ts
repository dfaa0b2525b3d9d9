/** Ends the PostgreSQL that the test files of this run shared. */
export default async function globalTeardown(): Promise<void> {
  const { stopBidaTestPostgres } = globalThis as { stopBidaTestPostgres?: () => Promise<void> };
  await stopBidaTestPostgres?.();
}
