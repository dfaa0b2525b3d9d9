/** What a look at the routes came to; counts alone. */
export interface MonitorFindings {
  /** Scopes that are in trouble: routes, or what of them. */
  readonly inTrouble: number;
  /** Of which shares were changed just now. */
  readonly moved: number;
  /** Numbers of incidents that were opened just now. */
  readonly opened: readonly number[];
}

export interface MonitorPorts {
  /** Looks at how every route does, moves shares, and raises or ends alarms. */
  watchRoutes(): Promise<MonitorFindings>;
}
