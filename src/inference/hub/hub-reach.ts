import ipaddr from 'ipaddr.js';
import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { UnprocessableError } from '../../common/errors/errors.js';
import { isPublicAddress } from '../../common/http/public-address.js';
import type { HubSettings } from './hub-settings.js';

/** A hub sends somewhere where only this machine gets to. */
export class PrivateAddressError extends UnprocessableError {
  constructor(host: string) {
    super(
      'hub-address-refused',
      `The hub redirects to ${host}, which is not a public address. If that is your own mirror's storage, set URL_IMPORT_ALLOW_PRIVATE=true.`,
    );
  }
}

const plain = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Where a hub may lead. Its own host was chosen by whoever runs the server, and may be private; where it redirects was not, and the rule
 * of URL import holds: public addresses, unless URL_IMPORT_ALLOW_PRIVATE is set. The connection is made to the addresses that were checked.
 */
export class HubReach {
  private readonly ownHost: string;
  private readonly allowsPrivate: boolean;

  constructor({ url, allowsPrivate = false }: Pick<HubSettings, 'url' | 'allowsPrivate'>) {
    this.ownHost = plain(new URL(url).hostname);
    this.allowsPrivate = allowsPrivate;
  }

  /** For connections, which look names up. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[] = []) => {
      const refused = addresses.find(({ address }) => !this.allows(hostname, address));
      const fault = error ?? (refused === undefined ? null : new PrivateAddressError(hostname));
      if (fault !== null || addresses.length === 0) callback(fault, '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0].address, addresses[0].family);
    });
  };

  /** Addresses that are written as such are not looked up. @throws PrivateAddressError */
  checkLiteral({ hostname }: URL): void {
    const host = plain(hostname);
    if (ipaddr.isValid(host) && !this.allows(host, host)) throw new PrivateAddressError(host);
  }

  private allows(host: string, address: string): boolean {
    return this.allowsPrivate || host === this.ownHost || isPublicAddress(address);
  }
}
