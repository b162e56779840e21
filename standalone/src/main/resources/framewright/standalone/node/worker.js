// The jobs of 'bench images' as a worker of BullMQ does them with sharp: jobs wait in Redis, the picture and the results lie on this disk.
// Arguments: Redis' port, the photo, how many jobs, how many at a time, the format, its options as JSON, width and height (0 leaves the size).
// Prints {"seconds","cpu_seconds","peak_kb"}; CPU seconds are this process's and Redis' own.
import { Queue, QueueEvents, Worker } from 'bullmq';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

const [port, photo, count, concurrency, format, options, width, height] = process.argv.slice(2);
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null };
sharp.concurrency(1); // as image-service has it: one thread for each job
sharp.cache(false);

const folder = await mkdtemp(join(tmpdir(), 'framewright-node-'));
const worker = new Worker(
  'images',
  async (job) => {
    let picture = sharp(photo).rotate(); // upright, as EXIF says
    if (Number(width) > 0) {
      picture = picture.resize(Number(width), Number(height), { fit: 'cover' });
    }
    const output = join(folder, `${job.id}.${format}`);
    const made = await picture.toFormat(format, JSON.parse(options)).toFile(output);
    await rm(output);
    return { width: made.width, height: made.height, bytes: made.size };
  },
  { connection, concurrency: Number(concurrency) },
);
const queue = new Queue('images', { connection });
const events = new QueueEvents('images', { connection });
await Promise.all([worker.waitUntilReady(), queue.waitUntilReady(), events.waitUntilReady()]);

async function processor() {
  const redis = await (await queue.client).info('cpu');
  const used = [...redis.matchAll(/^used_cpu_(?:user|sys):([0-9.]+)/gm)].reduce((sum, found) => sum + Number(found[1]), 0);
  const { user, system } = process.cpuUsage();
  return used + (user + system) / 1e6;
}

// Each client sends its next job when it knows the result of the one before.
async function client(jobs) {
  for (let i = 0; i < jobs; i += 1) {
    const job = await queue.add('convert', {});
    await job.waitUntilFinished(events, 600_000);
  }
}

async function run(jobs) {
  const clients = Number(concurrency);
  await Promise.all(Array.from({ length: clients }, (_, i) => client(Math.ceil((jobs - i) / clients))));
}

await run(Number(concurrency)); // warms up
const before = await processor();
const begin = performance.now();
await run(Number(count));
const seconds = (performance.now() - begin) / 1000;
const used = (await processor()) - before;
await worker.close();
await events.close();
await queue.close();
await rm(folder, { recursive: true });
console.log(JSON.stringify({ seconds, cpu_seconds: used, peak_kb: process.resourceUsage().maxRSS }));
