import { expect, it } from "vitest";
import { startEmulator } from "../../emulator";
import { Project } from "../support/project";

const startUrl = "https://shop.example.com/";

it("the example writes a page and SARIF of a job, and asks for its report only", async () => {
  const emulator = await startEmulator();
  const project = await Project.open(emulator, { source: "examples/scan-report" });
  try {
    const { jobs } = emulator.seed({
      findings: { [startUrl]: { high: 2, medium: 1 } },
      jobs: [{ startUrl, statusCode: 4 }],
    });
    await project.succeed("stack", "init");
    await project.succeed("config", "set", "instanceNo", String(jobs[0]));
    await project.succeed("config", "set", "folder", "out");
    await project.succeed("up", "--yes", "--skip-preview");
    expect(await project.outputs()).toMatchObject({
      page: "out/report.html",
      sarif: "out/report.sarif",
      findings: { High: 2 },
    });
    expect(await project.read("out/report.html")).toContain("The scan found 3 vulnerabilities");
    const { runs } = JSON.parse((await project.read("out/report.sarif")) ?? "{}");
    expect(runs[0].results.map(({ level }: { level: string }) => level)).toEqual([
      "error",
      "error",
      "warning",
    ]);
    expect(emulator.requests().map(({ operation }) => operation)).toEqual(["getReport"]);
  } finally {
    await project.close();
    await emulator.close();
  }
});
