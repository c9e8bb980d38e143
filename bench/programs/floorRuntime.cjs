// Plain JavaScript, because Pulumi's provider process loads it as it is.

/**
 * What a ScanJob and a NotificationConfig have after `pulumi up`; undefined where they have a name and no value.
 * @type {Record<"scan" | "setting", Record<string, unknown>>}
 */
const outputs = {
  scan: {
    startUrl: undefined,
    excludeUrls: [],
    headers: undefined,
    vulnerabilityItems: ["ALL"],
    userAgent: "PC Chrome",
    speed: "normal",
    memo: undefined,
    triggers: undefined,
    maxAge: undefined,
    rerunOnFailure: false,
    rescan: "auto",
    waitFor: "submitted",
    gate: undefined,
    reportFiles: undefined,
    timeouts: undefined,
    rescanOf: undefined,
    adopt: undefined,
    instanceNo: 1234567001,
    masterInstanceNo: 1234567001,
    state: "waiting",
    status: "URL collection pending",
    progress: 0,
    crawledUrlCount: 0,
    vulnerabilityCount: 0,
    riskCounts: undefined,
    submittedAt: "2026-03-01T00:00:00.000Z",
    startedAt: undefined,
    endedAt: undefined,
    resultAction: "cancel",
  },
  setting: {
    filter: undefined,
    notificationType: undefined,
    onDestroy: "off",
    previousNotificationType: "OFF",
  },
};

/** @typedef {Record<string, unknown>} Properties */

/** @param {Properties} made */
function createFloorProvider(made) {
  const known = JSON.parse(JSON.stringify(made));
  return {
    /** @param {Properties} _olds @param {Properties} news */
    check: async (_olds, news) => ({ inputs: news, failures: [] }),
    diff: async () => ({ changes: false }),
    /** @param {Properties} inputs */
    create: async (inputs) => ({ id: "1234567001", outs: { ...inputs, ...known } }),
    /** @param {string} id @param {Properties} props */
    read: async (id, props) => ({ id, props }),
    delete: async () => {},
  };
}

module.exports = {
  outputs,
  scan: createFloorProvider(outputs.scan),
  setting: createFloorProvider(outputs.setting),
};
