// Microsoft's side on loopback, as far as a start and inbound tokens need it: OpenID metadata, keys, tokens for us.
import { createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { newFolder } from './processes.mjs';

export const appId = '0b07c0de-1111-4222-8333-444455556666';
export const tenant = '7e4a4700-0001-4bbb-8ccc-0123456789ab';
const issuer = 'https://api.botframework.com';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startFakeTeams() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'bench', endorsements: ['msteams'] };
  const answer = (url, base) => {
    if (url.endsWith('/openid')) return { issuer, jwks_uri: `${base}/keys` };
    if (url.endsWith('/keys')) return { keys: [key] };
    return { token_type: 'Bearer', expires_in: 3599, access_token: 'bench' };
  };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answer(request.url, `http://127.0.0.1:${server.address().port}`)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const base = `http://127.0.0.1:${server.address().port}`;
  const serviceUrl = `${base}/emea/${tenant}/`;
  const token = (number) => {
    const now = Math.floor(Date.now() / 1000);
    const signed = `${part({ alg: 'RS256', kid: 'bench', x5t: 'bench', typ: 'JWT' })}.${part({ serviceurl: serviceUrl, nbf: now - number, exp: now + 3600, iss: issuer, aud: appId })}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
  };
  return {
    serviceUrl,
    section: `teams:
  app_id: ${appId}
  app_secret_env: WAYMARK_BENCH_TOKEN
  home_tenant: ${tenant}
  openid_metadata: ${base}/openid
  token_service: ${base}
  service_hosts: ["127.0.0.1:${server.address().port}"]
  first_service_url: ${base}/teams/
`,
    /** A file with so many different tokens. */
    tokens(count) {
      const file = join(newFolder(), 'tokens');
      writeFileSync(file, `${Array.from({ length: count }, (_, i) => token(i)).join('\n')}\n`);
      return file;
    },
  };
}
