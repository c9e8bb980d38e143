// What the bundles have for undici: the parts that are used, of the version that the lockfile names. The whole package
// is twice as much to load, in a hundred files.
const Dispatcher = require("undici/lib/dispatcher/dispatcher");

// As the package itself does: undici makes some of these calls of its own, such as `connect` behind a proxy.
Object.assign(Dispatcher.prototype, require("undici/lib/api"));

/** @type {import("../provider/ncp/http/undici").Undici} */
const parts = {
  Agent: require("undici/lib/dispatcher/agent"),
  EnvHttpProxyAgent: require("undici/lib/dispatcher/env-http-proxy-agent"),
  Pool: require("undici/lib/dispatcher/pool"),
  buildConnector: require("undici/lib/core/connect"),
};

module.exports = parts;
