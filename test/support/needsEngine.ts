import { inject } from "vitest";

if (!inject("hasEngine")) throw new Error("There is no Pulumi engine yet: `npm test` makes sure of one.");
