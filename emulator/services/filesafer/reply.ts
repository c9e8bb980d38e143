export const success = { returnCode: "0", returnMessage: "success" } as const;
