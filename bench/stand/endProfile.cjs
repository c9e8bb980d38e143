// The engine asks its provider process to end, and kills it a second later: a profile is written only at an end by itself.
if (process.argv[1]?.includes("dynamic-provider")) process.on("SIGINT", () => process.exit());
