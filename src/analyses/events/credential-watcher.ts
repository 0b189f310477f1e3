import { Injectable, Logger } from '@nestjs/common';
import { EMPTY, Observable, catchError, defer, exhaustMap, filter, finalize, interval, share, take } from 'rxjs';
import { AuthenticationService } from '../../auth/authentication.service.js';
import type { Principal } from '../../common/principal/principal.js';

/** A connection outlives its credential by at most this. */
const CHECK_MS = 5_000;

/** Tells open connections that the credential which opened them is no longer good. One check at a time serves all connections of a credential. */
@Injectable()
export class CredentialWatcher {
  private readonly logger = new Logger(CredentialWatcher.name);
  private readonly watched = new Map<string, Observable<boolean>>();

  constructor(private readonly authentication: AuthenticationService) {}

  /** Emits once, when the session has ended, the API token was revoked or the user was disabled or deleted. */
  lost(principal: Principal): Observable<boolean> {
    const key = principal.sessionId ?? principal.apiTokenId ?? principal.id;
    const known = this.watched.get(key);
    if (known !== undefined) return known;
    const lost = interval(CHECK_MS).pipe(
      exhaustMap(() => defer(() => this.authentication.isStillWelcome(principal)).pipe(catchError(this.tryAgain))),
      filter((isWelcome) => !isWelcome),
      take(1),
      finalize(() => this.watched.delete(key)),
      share(),
    );
    this.watched.set(key, lost);
    return lost;
  }

  /** A database that is away for a moment logs nobody out. */
  private readonly tryAgain = (error: unknown): typeof EMPTY => {
    this.logger.error(error);
    return EMPTY;
  };
}
