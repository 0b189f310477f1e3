import { Environment } from '../../config/environment.js';
import { isPublicAddress } from '../../common/http/public-address.js';
import { AddressGuard, HostResolver } from './address-guard.js';

class FakeResolver extends HostResolver {
  constructor(private readonly table: Record<string, string[]>) {
    super();
  }

  override resolve(hostname: string): Promise<string[]> {
    return hostname in this.table ? Promise.resolve(this.table[hostname]) : Promise.reject(new Error('ENOTFOUND'));
  }
}

const guardWith = (table: Record<string, string[]>, settings: Partial<Environment> = {}): AddressGuard =>
  new AddressGuard(Object.assign(new Environment(), settings), new FakeResolver(table));

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    'not an address',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
    'allows %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('AddressGuard', () => {
  it('pins a public host to the address that was checked', async () => {
    await expect(guardWith({ 'a.example': ['8.8.8.8'] }).pin('a.example')).resolves.toEqual({
      address: '8.8.8.8',
      family: 4,
    });
  });

  it('refuses a host when any of its addresses is private', async () => {
    const guard = guardWith({ 'mixed.example': ['8.8.8.8', '10.0.0.1'] });
    await expect(guard.pin('mixed.example')).rejects.toMatchObject({ status: 422, code: 'url-address-refused' });
  });

  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
    new URL('http://2130706433/').hostname,
    new URL('http://0x7f.1/').hostname,
  ])('refuses the literal %s', async (literal) => {
    await expect(guardWith({}).pin(literal)).rejects.toMatchObject({ code: 'url-address-refused' });
  });

  it('says when a host is unknown', async () => {
    await expect(guardWith({}).pin('nowhere.example')).rejects.toMatchObject({ status: 422, code: 'url-host-unknown' });
  });

  it('lets private addresses through when the configuration says so', async () => {
    const guard = guardWith({}, { URL_IMPORT_ALLOW_PRIVATE: true });
    await expect(guard.pin('127.0.0.1')).resolves.toEqual({ address: '127.0.0.1', family: 4 });
  });
});
