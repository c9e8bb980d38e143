import type { Round } from "../bench.mts";
import { median } from "../statistics.mts";

/** A line over the numbers of resources: what it is of, and its points. */
interface Line {
  readonly name: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

const width = 900;
const height = 360;
const colours = { ours: "#1f6feb", floor: "#8b949e", naive: "#d29922" } as const;
const programs = Object.keys(colours) as (keyof typeof colours)[];

/** Time and calls of `up` and `destroy` over the number of resources, as SVG. */
export async function drawChart(rounds: readonly Round[], sizes: readonly number[]): Promise<string> {
  const { init } = await loadCharts();
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({
    backgroundColor: "#ffffff",
    color: Object.values(colours),
    legend: { data: programs, bottom: 0 },
    title: [describePanel("seconds, up and destroy", "7%"), describePanel("calls, up and destroy", "57%")],
    grid: [
      { left: "7%", width: "40%" },
      { left: "57%", width: "40%" },
    ],
    xAxis: [0, 1].map((gridIndex) => ({ type: "log", name: "N", gridIndex })),
    yAxis: [0, 1].map((gridIndex) => ({ type: "log", gridIndex })),
    series: [
      ...programs.map((program) => drawLine(collect(rounds, sizes, program, ["up", "destroy"]), 0)),
      ...programs.map((program) => drawLine(collect(rounds, sizes, program, ["upCalls", "destroyCalls"]), 1)),
    ],
  });
  const svg = chart.renderToSVGString();
  // A chart that is not ended keeps the process alive.
  chart.dispose();
  return svg;
}

function describePanel(text: string, left: string): object {
  return { text, left, textStyle: { fontSize: 14, fontWeight: "normal" } };
}

function drawLine({ name, points }: Line, panel: number): object {
  return { name, type: "line", data: points, xAxisIndex: panel, yAxisIndex: panel, animation: false };
}

/** No point where there is nothing to show: a logarithmic axis has no zero. */
function collect(
  rounds: readonly Round[],
  sizes: readonly number[],
  program: keyof typeof colours,
  parts: readonly string[],
): Line {
  const points = sizes.map((size) => {
    const sums = rounds.map((round) =>
      parts.reduce((sum, part) => sum + (round[`${program} ${size}`]?.[part] ?? 0), 0),
    );
    return [size, median(sums)] as const;
  });
  return { name: program, points: points.filter(([, value]) => value > 0) };
}

interface Charts {
  init(
    element: null,
    theme: null,
    options: object,
  ): { setOption(option: object): void; renderToSVGString(): string; dispose(): void };
}

/** By a name that the compiler does not look up: only `npm run bench` installs it. */
async function loadCharts(): Promise<Charts> {
  const name = "echarts";
  return import(name);
}
