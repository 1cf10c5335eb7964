// A bot that does nothing, with Microsoft's own library: each activity's token is validated, nothing is kept.
const { App } = require('@microsoft/teams.apps');
const { PUBLIC } = require('@microsoft/teams.api');

const [keysAt, appId, tenant, port] = process.argv.slice(2);
const say = () => {};
const silent = { debug: say, info: say, warn: say, trace: say, log: say, error: console.error, child: () => silent };
const app = new App({
  clientId: appId,
  clientSecret: 'not used: nothing is sent',
  tenantId: tenant,
  cloud: { ...PUBLIC, openIdMetadataUrl: `${keysAt}/openidconfiguration` },
  logger: silent,
});
app.on('message', async () => {});
app.start(Number(port)).then(() => console.log(`listening on ${port}`));
