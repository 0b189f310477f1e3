/**
 * Uploads may take hours; headers may not. Idle connections are kept for longer than reverse proxies and HTTP clients keep theirs (a minute at
 * most, as a rule): otherwise one of them now and then sends a request on a connection that is just being closed.
 */
export const CONNECTION_TIMEOUTS = { requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 65_000 };
