// Uploads a file in pieces, hangs up once on the way, and has the file converted. Prints one JSON object a line.
//   npm ci && node upload.js ~/.framewright/credentials.json photo.jpg webp
const { createReadStream, readFileSync, statSync } = require("node:fs");
const { basename } = require("node:path");
const tus = require("tus-js-client");

const [credentialsFile, file, format] = process.argv.slice(2);
const credentials = JSON.parse(readFileSync(credentialsFile, "utf8"));
const headers = { "X-API-Key": credentials.api_key };
const say = (what) => console.log(JSON.stringify(what));
const pieceBytes = Math.ceil(statSync(file).size / 4);

/** Sends the file, or the rest of it; resolves at its end, or when `hangUp` says so. */
function send(uploadUrl, hangUp) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(createReadStream(file), {
      endpoint: `${credentials.base_url}/api/v1/uploads`,
      uploadUrl,
      headers,
      chunkSize: pieceBytes,
      uploadSize: statSync(file).size,
      metadata: { filename: basename(file) },
      onError: reject,
      onSuccess: () => resolve(upload.url),
      onChunkComplete: (_, offset, length) => {
        say({ offset, length });
        if (hangUp(offset, length)) {
          upload.abort().then(() => resolve(upload.url), reject);
        }
      },
    });
    upload.start();
  });
}

async function call(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { ...headers, "Content-Type": "application/json" } });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(JSON.stringify(body));
  }
  return body;
}

async function main() {
  const url = await send(undefined, (offset, length) => offset >= length / 2);
  say({ paused: (await call(url)).upload.offset });
  await send(url, () => false);
  const { upload } = await call(url);
  say({ asset: upload.asset.id, bytes: upload.asset.bytes, sha256: upload.asset.sha256 });
  const { job } = await call(`${credentials.base_url}/api/v1/convert`, {
    method: "POST",
    body: JSON.stringify({ input: `asset:${upload.asset.id}`, output: format }),
  });
  say({ job: job.id });
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
