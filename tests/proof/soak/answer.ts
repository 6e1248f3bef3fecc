import { Buffer } from "node:buffer";
import { type HttpHandler, readBody } from "../../support/http_upstream.ts";

/** Answers as the path says, behind the whole request: what an upstream leaves unread is not the soak's matter. */
export const answer: HttpHandler = async (request, response) => {
  await readBody(request);
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream.test");
  const number = (name: string) => Number(searchParams.get(name));
  switch (pathname) {
    case "/big":
      response.writeHead(200, { "content-length": number("bytes") });
      return void response.end(Buffer.alloc(number("bytes"), "x"));
    case "/chunked":
      response.write(Buffer.alloc(number("bytes"), "x"));
      return void response.end();
    case "/slow":
      response.write("first half,");
      setTimeout(() => response.end("second half"), number("ms"));
      return;
  }
  response.writeHead(number("code") || 200);
  response.end();
};
