import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Environment } from '../../config/environment.js';
import { AddressGuard, HostResolver } from './address-guard.js';
import { UrlFetcher } from './url-fetcher.js';

/** Takes 127.0.0.1 for the public internet; everything else is judged as always. */
class LoopbackIsPublic extends AddressGuard {
  protected override isAllowed(address: string): boolean {
    return address === '127.0.0.1' || super.isAllowed(address);
  }
}

describe('UrlFetcher', () => {
  let server: Server;
  let base: string;
  let handler: RequestListener;
  const requested: string[] = [];

  const fetcherWith = (settings: Partial<Environment> = {}): UrlFetcher => {
    const environment = Object.assign(new Environment(), settings);
    return new UrlFetcher(environment, new LoopbackIsPublic(environment, new HostResolver()));
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      requested.push(request.url ?? '');
      handler(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requested.length = 0;
  });

  it('streams the body and finds the file name', async () => {
    handler = (_request, response) => response.end('sound');
    const fetched = await fetcherWith().fetch(`${base}/dawn%20chorus.wav?x=1`);
    expect((await buffer(fetched.body)).toString()).toBe('sound');
    expect(fetched.fileName).toBe('dawn chorus.wav');
    await fetched.close();
  });

  it('follows redirects', async () => {
    handler = (request, response) =>
      request.url === '/a' ? response.writeHead(302, { location: '/b.mp3' }).end() : response.end('b');
    const fetched = await fetcherWith().fetch(`${base}/a`);
    expect(fetched.fileName).toBe('b.mp3');
    await fetched.close();
  });

  it.each([
    'http://127.0.0.2:1/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://2130706434/',
  ])('checks redirects again: %s', async (location) => {
    handler = (_request, response) => response.writeHead(307, { location }).end();
    await expect(fetcherWith().fetch(`${base}/start`)).rejects.toMatchObject({ code: 'url-address-refused' });
    expect(requested).toEqual(['/start']);
  });

  it('refuses a redirect to another scheme', async () => {
    handler = (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    await expect(fetcherWith().fetch(base)).rejects.toMatchObject({ code: 'url-scheme-refused' });
  });

  it('gives up on redirects that go round', async () => {
    handler = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(fetcherWith().fetch(base)).rejects.toThrow('redirects');
    expect(requested).toHaveLength(6);
  });

  it.each([404, 500, 204])('refuses an answer of %d', async (status) => {
    handler = (_request, response) => response.writeHead(status).end();
    await expect(fetcherWith().fetch(base)).rejects.toMatchObject({ status: 422, code: 'url-fetch-failed' });
  });

  it('refuses by the announced length before reading', async () => {
    handler = (_request, response) => response.writeHead(200, { 'content-length': '1000' }).write('x');
    await expect(fetcherWith({ MAX_UPLOAD_BYTES: 999 }).fetch(base)).rejects.toMatchObject({ code: 'url-too-large' });
  });

  it('ends a body that trickles when the time is over', async () => {
    handler = (_request, response) => {
      const trickle = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(trickle));
    };
    const fetched = await fetcherWith({ URL_IMPORT_TIMEOUT_SECONDS: 1 }).fetch(base);
    await expect(buffer(fetched.body)).rejects.toThrow();
    expect(fetched.signal.aborted).toBe(true);
    await fetched.close();
  });

  it.each(['file:///etc/passwd', 'ftp://a.example/x', 'gopher://a.example/', 'data:audio/wav;base64,AA=='])(
    'never opens %s',
    async (url) => {
      await expect(fetcherWith().fetch(url)).rejects.toMatchObject({ status: 422, code: 'url-scheme-refused' });
    },
  );

  it('refuses credentials in the URL', async () => {
    await expect(fetcherWith().fetch('http://a:b@a.example/')).rejects.toMatchObject({
      code: 'url-credentials-refused',
    });
  });

  it('names the field of a URL that is none', async () => {
    await expect(fetcherWith().fetch('not a url')).rejects.toMatchObject({ status: 400 });
  });
});
