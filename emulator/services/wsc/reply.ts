/** What every success of WSC carries. */
export const success = { returnCode: "0", returnDesc: "Request Success", returnMessage: "Success" } as const;

/** The answer of cancelJob and stopJob, and (inferred) of createJob. */
export const acknowledged = { ...success, resources: null } as const;
