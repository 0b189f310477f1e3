import ipaddr from 'ipaddr.js';

/** Whether an address belongs to the public internet: not loopback, private, link-local, metadata, multicast, NAT64, mapped … */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}
