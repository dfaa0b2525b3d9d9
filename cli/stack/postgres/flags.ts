/** How the server is told to run. */
export interface ServerFlags {
  readonly dataDir: string;
  readonly port: number;
  /** `false` only for throw-away clusters: a crash may then lose what was committed. */
  readonly durable: boolean;
}

/**
 * The server's arguments: loopback only, no socket in the file system, and a log that never prints a
 * value or a statement, since a unique violation would otherwise print whom it was about.
 */
export function serverArguments({ dataDir, port, durable }: ServerFlags): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
