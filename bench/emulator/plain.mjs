// The least that a server can be: prints its address when it listens. Plain JavaScript, so that no types are stripped.
import { createServer } from "node:http";

const server = createServer((_request, response) => {
  response.end();
});
server.listen(0, "127.0.0.1", () => console.log(server.address()));
