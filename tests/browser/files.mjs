// While the desk is worked on: serves its files from the working tree, with the service's own headers, and passes everything else on.
// So a change is tested without building the binary again. Used where DESK_FILES names the folder.
import { readFileSync } from "node:fs";
import http from "node:http";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", txt: "text/plain" };

export async function withFiles(url, folder) {
  const { headers } = await fetch(url);
  const policy = headers.get("content-security-policy");
  const server = http.createServer((request, response) => {
    const path = request.url.split("?")[0];
    if (path === "/" || path.startsWith("/desk/")) {
      const file = path === "/" ? "index.html" : path.slice("/desk/".length);
      response.writeHead(200, { "content-type": `${TYPES[file.split(".").at(-1)]}; charset=utf-8`, "content-security-policy": policy });
      response.end(readFileSync(`${folder}/${file}`));
      return;
    }
    const passed = http.request(url + request.url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    response.on("close", () => passed.destroy());
    request.pipe(passed);
  });
  return server;
}
