import { toPolicy } from "../rule";

export const cleanFiles = toPolicy<object>({
  name: "clean-files",
  description: "A file inspection lets only clean files pass.",
  types: ["filesafer:FileInspection"],
  config: {},
  findProblems: ({ allow }) => (allow === "any" ? ['its allow is "any": malware passes as well'] : []),
  mend: () => ({ allow: "clean" }),
});
