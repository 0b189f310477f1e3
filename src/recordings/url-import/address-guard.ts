import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { lookup } from 'node:dns/promises';
import { Environment } from '../../config/environment.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { isPublicAddress } from '../../common/http/public-address.js';

export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Finds the addresses of a host; a class of its own so that a test can play the name server. */
@Injectable()
export class HostResolver {
  async resolve(hostname: string): Promise<string[]> {
    return (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);
  }
}

/**
 * Keeps the server from being used to reach what only it can reach (server-side request forgery). Each host is resolved once, every
 * address that it has is checked, and the connection is made to the address that was checked.
 */
@Injectable()
export class AddressGuard {
  constructor(
    private readonly environment: Environment,
    private readonly resolver: HostResolver,
  ) {}

  /** @throws UnprocessableError when the host is unknown or any of its addresses is not public */
  async pin(hostname: string): Promise<PinnedAddress> {
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    const addresses = ipaddr.isValid(literal) ? [literal] : await this.resolve(hostname);
    const refused = addresses.find((address) => !this.isAllowed(address));
    if (refused !== undefined) {
      throw new UnprocessableError(
        'url-address-refused',
        `url: ${hostname} is not a public address. Recordings are fetched from the public internet only; upload the file instead.`,
      );
    }
    const address = addresses[0];
    return { address, family: ipaddr.parse(address).kind() === 'ipv6' ? 6 : 4 };
  }

  protected isAllowed(address: string): boolean {
    return this.environment.URL_IMPORT_ALLOW_PRIVATE || isPublicAddress(address);
  }

  private async resolve(hostname: string): Promise<string[]> {
    try {
      const addresses = await this.resolver.resolve(hostname);
      if (addresses.length > 0) return addresses;
    } catch {
      // Whatever the name server said, the caller can only check the name.
    }
    throw new UnprocessableError('url-host-unknown', `url: the host ${hostname} could not be found.`);
  }
}
