import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';

/** Says at the start what `COMPAT_OPEN` means. */
@Injectable()
export class OpenServerNotice implements OnApplicationBootstrap {
  private readonly logger = new Logger('Compat');

  constructor(private readonly environment: Environment) {}

  onApplicationBootstrap(): void {
    const { ROLE, COMPAT_OPEN } = this.environment;
    if (ROLE === 'worker') return;
    if (!COMPAT_OPEN) {
      this.logger.log('Routes of older systems need a credential (COMPAT_OPEN=false, see docs/compat.md)');
      return;
    }
    this.logger.warn(
      'COMPAT_OPEN=true: everyone who can reach this server, and every web page that such a person opens, may use the routes of older ' +
        'systems without a credential. They share the account compat-open and see all of its recordings (docs/compat.md)',
    );
  }
}
