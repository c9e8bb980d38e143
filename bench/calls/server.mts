// A server that answers every search with the same page of scans, and prints its address: clients beside it are most of the time.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const job = {
  start_date: "2026-03-01 09:00:00",
  end_date: "2026-03-01 10:00:00",
  status: "diagnostic completed",
  progress: 100,
  start_url: "https://site.example.com/",
  crawl_cnt: 120,
  scan_cnt: 3,
  memo: "[pulumi 92ea131d] nightly",
  result_button: "report",
};

const page = JSON.stringify({
  returnCode: "0",
  returnDesc: "Request Success",
  returnMessage: "Success",
  total_cnt: 10,
  total_page_cnt: 1,
  current_start_page: 1,
  current_end_page: 1,
  record_data: Array.from({ length: 10 }, (_, index) => ({ instanceNo: 1_234_567_001 + index, ...job })),
});

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    response.setHeader("content-type", "application/json").end(page);
  });
});
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
