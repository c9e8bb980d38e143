import fc from "fast-check";

/** Random tests are the same in every run, so that CI fails for a change only; a soak brings other seeds. */
fc.configureGlobal({ seed: Number(process.env.SOAK_SEED ?? 20_261_122) });
