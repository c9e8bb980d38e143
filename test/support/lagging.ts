import { z } from "zod";
import type { Gateway } from "../../provider/ncp/http/request";

const listing = z.looseObject({ total_cnt: z.number(), record_data: z.array(z.unknown()) });

/** NCP with a replica that lags behind: so many listings are of the time before the newest job. */
export function lagging(looks: number): (inner: Gateway) => Gateway {
  let left = looks;
  return (inner) => ({
    ...inner,
    close: () => inner.close(),
    async send(request, options) {
      const answer = await inner.send(request, options);
      if (request.operation !== "getJobs" || left <= 0) return answer;
      left -= 1;
      return withoutNewest(answer);
    },
  });
}

function withoutNewest(answer: unknown): unknown {
  const list = listing.parse(answer);
  if (list.record_data.length === 0) return answer;
  return { ...list, total_cnt: list.total_cnt - 1, record_data: list.record_data.slice(1) };
}
